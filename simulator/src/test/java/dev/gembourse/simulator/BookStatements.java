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
            "symbol, partition, next_sequence, next_execution, last_price, house_price, house_quantity";
    private static final String RESTING = "symbol, sequence, order_id, account_id, side, limit_price, best_price, open";
    private static final String PLACED =
            "order_id, account_id, partition, placed_seq, symbol, currency, currency_scale, side, worst, by_budget, maker_fee, taker_fee, asked, open, held, filled, paid, fees, status, version, reason";

    private BookStatements() {}

    static void addTo(Map<String, Meaning> all) {
        books(all);
        resting(all);
        placed(all);
    }

    private static void books(Map<String, Meaning> all) {
        all.put(
                normal("""
                select symbol, partition, next_sequence, next_execution, last_price, house_price, house_quantity
                  from book
                 where symbol = any (?)
                """),
                (session, given) -> session.rows(
                                session.table("book"), row -> given.texts(1).contains(row.text("symbol")))
                        .map(row -> row.only(BOOK))
                        .toList());
        all.put(normal("""
                insert into book (symbol, partition, next_sequence, next_execution, last_price, house_price, house_quantity)
                select *
                  from unnest(?::text[], ?::integer[], ?::bigint[], ?::bigint[], ?::numeric[], ?::numeric[], ?::numeric[])
                    on conflict (symbol) do update
                   set next_sequence = excluded.next_sequence, next_execution = excluded.next_execution,
                       last_price = excluded.last_price, house_price = excluded.house_price,
                       house_quantity = excluded.house_quantity
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
                                .with("house_quantity", stored(given.decimals(7).get(i))));
            }
            return updated(rows);
        });
    }

    private static void resting(Map<String, Meaning> all) {
        all.put(
                normal("""
                select symbol, sequence, order_id, account_id, side, limit_price, best_price, open
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
                   set open = u.open
                  from unnest(?::text[], ?::bigint[], ?::numeric[]) as u (symbol, sequence, open)
                 where r.symbol = u.symbol and r.sequence = u.sequence
                """), (session, given) -> {
            Table orders = session.table("resting_order");
            long found = 0;
            for (int i = 0; i < given.texts(1).size(); i++) {
                Row row = session.lock(
                        orders, given.texts(1).get(i), given.numbers(2).get(i));
                if (row != null) {
                    session.put(
                            orders, row.with("open", stored(given.decimals(3).get(i))));
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
                       maker_fee, taker_fee, asked, open, held, filled, paid, fees, status, version, reason
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
                       maker_fee, taker_fee, asked, open, held, filled, paid, fees, status, version, reason
                  from player_order
                 where account_id = any (?) and reason is null
                """),
                (session, given) -> session.rows(
                                session.table("player_order"),
                                row -> given.uuids(1).contains(row.uuid("account_id")) && row.get("reason") == null)
                        .map(row -> row.only(PLACED))
                        .toList());
        all.put(normal("""
                update player_order o
                   set open = u.open, held = u.held, filled = u.filled, paid = u.paid, fees = u.fees, status = u.status,
                       reason = u.reason, version = u.version, changed_at = u.changed_at
                  from unnest(?::uuid[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::text[], ?::text[],
                              ?::integer[], ?::timestamptz[])
                       as u (order_id, open, held, filled, paid, fees, status, reason, version, changed_at)
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

    private static Row changed(Row row, Parameters given, int i) {
        List<String> amounts = List.of("open", "held", "filled", "paid", "fees");
        Row changed = row;
        for (int n = 0; n < amounts.size(); n++) {
            changed = changed.with(amounts.get(n), stored(given.decimals(n + 2).get(i)));
        }
        return changed.with("status", given.texts(7).get(i))
                .with("reason", given.texts(8).get(i))
                .with("version", given.numbers(9).get(i))
                .with("changed_at", given.times(10).get(i));
    }

    /** As a column with 8 decimals gives it back. */
    private static @Nullable BigDecimal stored(@Nullable BigDecimal value) {
        return value == null ? null : value.setScale(8);
    }
}
