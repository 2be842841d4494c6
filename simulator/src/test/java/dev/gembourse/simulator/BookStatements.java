package dev.gembourse.simulator;

import static dev.gembourse.simulator.Statements.normal;
import static dev.gembourse.simulator.Statements.updated;

import dev.gembourse.simulator.Statements.Meaning;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the statements about orders and order books mean. */
final class BookStatements {

    private static final String BOOK =
            "symbol, partition, next_sequence, next_execution, last_price, house_price, house_quantity, told_time, halted";
    private static final String RESTING =
            "symbol, sequence, order_id, account_id, side, type, limit_price, best_price, worst_price, stop_price, trail, peak_price, self_trade, expires_at, open";
    private static final String PLACED =
            "order_id, account_id, partition, placed_seq, symbol, currency, currency_scale, side, worst, by_budget, maker_fee, taker_fee, asked, open, held, filled, paid, fees, status, version, reason, replacing, triggered_at, exit_limit, exit_stop, terms_seq";

    private BookStatements() {}

    static void addTo(Map<String, Meaning> all) {
        books(all);
        resting(all);
        placed(all);
    }

    private static void books(Map<String, Meaning> all) {
        all.put(
                normal("""
                select symbol, partition, next_sequence, next_execution, last_price, house_price, house_quantity, told_time, halted
                  from book
                 where symbol = any (?)
                """),
                (session, given) -> session.rows(
                                session.table("book"), row -> given.texts(1).contains(row.text("symbol")))
                        .map(row -> row.only(BOOK))
                        .toList());
        all.put(normal("""
                insert into book (symbol, partition, next_sequence, next_execution, last_price, house_price, house_quantity,
                                  told_time, halted)
                select *
                  from unnest(?::text[], ?::integer[], ?::bigint[], ?::bigint[], ?::numeric[], ?::numeric[], ?::numeric[],
                              ?::bigint[], ?::boolean[])
                    on conflict (symbol) do update
                   set next_sequence = excluded.next_sequence, next_execution = excluded.next_execution,
                       last_price = excluded.last_price, house_price = excluded.house_price,
                       house_quantity = excluded.house_quantity, told_time = excluded.told_time, halted = excluded.halted
                """), (session, given) -> {
            int rows = given.texts(1).size();
            for (int i = 0; i < rows; i++) {
                session.lock(session.table("book"), given.texts(1).get(i));
                session.put(
                        session.table("book"),
                        Row.of(
                                        "symbol",
                                        given.texts(1).get(i),
                                        "partition",
                                        given.numbers(2).get(i))
                                .with("next_sequence", given.numbers(3).get(i))
                                .with("next_execution", given.numbers(4).get(i))
                                .with("last_price", stored(given.decimals(5).get(i)))
                                .with("house_price", stored(given.decimals(6).get(i)))
                                .with("house_quantity", stored(given.decimals(7).get(i)))
                                .with("told_time", given.numbers(8).get(i))
                                .with("halted", given.array(9).get(i)));
            }
            return updated(rows);
        });
    }

    private static void resting(Map<String, Meaning> all) {
        all.put(
                normal("""
                select symbol, sequence, order_id, account_id, side, type, limit_price, best_price, worst_price, stop_price, trail,
                       peak_price, self_trade, expires_at, open
                  from resting_order
                 where symbol = any (?)
                 order by symbol, sequence
                """),
                (session, given) -> session.rows(
                                session.table("resting_order"),
                                row -> given.texts(1).contains(row.text("symbol")))
                        .sorted(Comparator.<Row, String>comparing(row -> row.text("symbol"))
                                .thenComparing(row -> row.number("sequence")))
                        .map(row -> row.only(RESTING))
                        .toList());
        all.put(normal("""
                update resting_order r
                   set open = u.open, stop_price = u.stop_price, peak_price = u.peak_price
                  from unnest(?::text[], ?::bigint[], ?::numeric[], ?::numeric[], ?::numeric[])
                       as u (symbol, sequence, open, stop_price, peak_price)
                 where r.symbol = u.symbol and r.sequence = u.sequence
                """), (session, given) -> {
            Table orders = session.table("resting_order");
            long found = 0;
            for (int i = 0; i < given.texts(1).size(); i++) {
                Row row = session.lock(
                        orders, given.texts(1).get(i), given.numbers(2).get(i));
                if (row != null) {
                    session.put(
                            orders,
                            row.with("open", stored(given.decimals(3).get(i)))
                                    .with("stop_price", stored(given.decimals(4).get(i)))
                                    .with("peak_price", stored(given.decimals(5).get(i))));
                    found++;
                }
            }
            return updated(found);
        });
        all.put(normal("""
                delete from resting_order r
                 using unnest(?::text[], ?::bigint[]) as gone (symbol, sequence)
                 where r.symbol = gone.symbol and r.sequence = gone.sequence
                """), (session, given) -> {
            Table orders = session.table("resting_order");
            long deleted = 0;
            for (int i = 0; i < given.texts(1).size(); i++) {
                @Nullable
                Object[] key = {given.texts(1).get(i), given.numbers(2).get(i)};
                if (session.lock(orders, key) != null) {
                    session.delete(orders, key);
                    deleted++;
                }
            }
            return updated(deleted);
        });
    }

    private static void placed(Map<String, Meaning> all) {
        all.put(
                normal("""
                select order_id, account_id, partition, placed_seq, symbol, currency, currency_scale, side, worst, by_budget,
                       maker_fee, taker_fee, asked, open, held, filled, paid, fees, status, version, reason, replacing,
                       triggered_at, exit_limit, exit_stop, terms_seq
                  from player_order
                 where order_id = any (?)
                """),
                (session, given) -> session.rows(
                                session.table("player_order"),
                                row -> given.uuids(1).contains(row.uuid("order_id")))
                        .map(row -> row.only(PLACED))
                        .toList());
        all.put(
                normal("""
                select order_id, account_id, partition, placed_seq, symbol, currency, currency_scale, side, worst, by_budget,
                       maker_fee, taker_fee, asked, open, held, filled, paid, fees, status, version, reason, replacing,
                       triggered_at, exit_limit, exit_stop, terms_seq
                  from player_order
                 where account_id = any (?) and reason is null
                """),
                (session, given) -> session.rows(
                                session.table("player_order"),
                                row -> given.uuids(1).contains(row.uuid("account_id")) && row.get("reason") == null)
                        .map(row -> row.only(PLACED))
                        .toList());
        all.put(
                normal("""
                select o.order_id, j.key, j.type, j.value
                  from player_order o
                  join journal j on j.partition = o.partition and j.seq = coalesce(o.terms_seq, o.placed_seq)
                 where o.order_id = any (?)
                """),
                (session, given) -> session.rows(
                                session.table("player_order"),
                                row -> given.uuids(1).contains(row.uuid("order_id")))
                        .map(order -> terms(session, order))
                        .toList());
        all.put(normal("""
                update player_order o
                   set worst = u.worst, asked = u.asked, open = u.open, held = u.held, filled = u.filled, paid = u.paid,
                       fees = u.fees, status = u.status, reason = u.reason, replacing = u.replacing,
                       triggered_at = u.triggered_at, terms_seq = u.terms_seq, version = u.version, changed_at = u.changed_at
                  from unnest(?::uuid[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[],
                              ?::numeric[], ?::text[], ?::text[], ?::boolean[], ?::timestamptz[], ?::bigint[], ?::integer[],
                              ?::timestamptz[])
                       as u (order_id, worst, asked, open, held, filled, paid, fees, status, reason, replacing, triggered_at,
                             terms_seq, version, changed_at)
                 where o.order_id = u.order_id
                """), (session, given) -> {
            Table orders = session.table("player_order");
            long found = 0;
            for (int i = 0; i < given.uuids(1).size(); i++) {
                Row row = session.lock(orders, given.uuids(1).get(i));
                if (row != null) {
                    session.put(orders, changed(row, given, i));
                    found++;
                }
            }
            return updated(found);
        });
    }

    /** With the event that has placed or last replaced it. */
    private static Row terms(Session session, Row order) {
        long partition = order.number("partition");
        long seq = order.get("terms_seq") == null ? order.number("placed_seq") : order.number("terms_seq");
        Row journal = session.rows(
                        session.table("journal"),
                        row -> row.number("partition") == partition && row.number("seq") == seq)
                .findFirst()
                .orElseThrow();
        return Row.of("order_id", order.uuid("order_id"))
                .with("key", journal.get("key"))
                .with("type", journal.get("type"))
                .with("value", journal.get("value"));
    }

    private static Row changed(Row row, Parameters given, int i) {
        List<String> amounts = List.of("worst", "asked", "open", "held", "filled", "paid", "fees");
        Row changed = row;
        for (int n = 0; n < amounts.size(); n++) {
            changed = changed.with(amounts.get(n), stored(given.decimals(n + 2).get(i)));
        }
        return changed.with("status", given.texts(9).get(i))
                .with("reason", given.texts(10).get(i))
                .with("replacing", given.array(11).get(i))
                .with("triggered_at", given.times(12).get(i))
                .with("terms_seq", given.numbers(13).get(i))
                .with("version", given.numbers(14).get(i))
                .with("changed_at", given.times(15).get(i));
    }

    /** As a column with 8 decimals gives it back. */
    private static @Nullable BigDecimal stored(@Nullable BigDecimal value) {
        return value == null ? null : value.setScale(8);
    }
}
