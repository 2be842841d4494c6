package dev.gembourse.simulator;

import static dev.gembourse.simulator.Statements.normal;
import static dev.gembourse.simulator.Statements.updated;

import dev.gembourse.simulator.Statements.Meaning;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements of the stage of portfolios. */
final class PortfolioStatements {

    private static final String BOOK =
            "account_id, currency, cash, deposits, realised, realised_net, fees, wins, losses, break_even";
    private static final String LOT = "account_id, symbol, seq, trade, opened_at, price, quantity, amount, fee";
    private static final String CLOSING =
            "account_id, operation_id, symbol, currency, seq, at, is_trade, basis, realised, realised_net, reversed";
    private static final String CLOSED_LOT =
            "seq, n, is_short, opened_seq, opened_by, opened_at, entry_price, quantity, entry_amount, entry_fee, exit_price, exit_amount, exit_fee";

    private PortfolioStatements() {}

    static void addTo(Map<String, Meaning> all) {
        addReadsTo(all);
        upsert(
                all,
                "book",
                3,
                """
                insert into book (account_id, currency, hour, cash, deposits, realised, realised_net, fees, wins, losses, break_even)
                select *
                  from unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::bigint[], ?::bigint[], ?::bigint[])
                    on conflict (account_id, currency, hour) do update
                   set cash = excluded.cash, deposits = excluded.deposits, realised = excluded.realised, realised_net = excluded.realised_net,
                       fees = excluded.fees, wins = excluded.wins, losses = excluded.losses, break_even = excluded.break_even
                """,
                "account_id, currency, hour, cash, deposits, realised, realised_net, fees, wins, losses, break_even");
        update(all, "holding", 2, """
                update holding h
                   set quantity = u.quantity, basis = u.basis, net_basis = u.net_basis, lots = u.lots
                  from unnest(?::uuid[], ?::text[], ?::numeric[], ?::numeric[], ?::numeric[], ?::integer[])
                       as u (account_id, symbol, quantity, basis, net_basis, lots)
                 where h.account_id = u.account_id and h.symbol = u.symbol
                """, "account_id, symbol, quantity, basis, net_basis, lots");
        upsert(all, "holding_hour", 3, """
                insert into holding_hour (account_id, symbol, hour, quantity, basis)
                select *
                  from unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::numeric[], ?::numeric[])
                    on conflict (account_id, symbol, hour) do update
                   set quantity = excluded.quantity, basis = excluded.basis
                """, "account_id, symbol, hour, quantity, basis");
        update(all, "lot", 3, """
                update lot l
                   set price = u.price, quantity = u.quantity, amount = u.amount, fee = u.fee
                  from unnest(?::uuid[], ?::text[], ?::bigint[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[])
                       as u (account_id, symbol, seq, price, quantity, amount, fee)
                 where l.account_id = u.account_id and l.symbol = u.symbol and l.seq = u.seq
                """, "account_id, symbol, seq, price, quantity, amount, fee");
        all.put(normal("""
                delete from lot l
                 using unnest(?::uuid[], ?::text[], ?::bigint[]) as gone (account_id, symbol, seq)
                 where l.account_id = gone.account_id and l.symbol = gone.symbol and l.seq = gone.seq
                """), (session, given) -> {
            long deleted = 0;
            Table lots = session.table("lot");
            for (int i = 0; i < given.uuids(1).size(); i++) {
                @Nullable
                Object[] key = {
                    given.uuids(1).get(i),
                    given.texts(2).get(i),
                    given.numbers(3).get(i)
                };
                if (session.lock(lots, key) != null) {
                    session.delete(lots, key);
                    deleted++;
                }
            }
            return updated(deleted);
        });
        takeBack(all, "closing", """
                update closing c
                   set reversed = true
                  from unnest(?::uuid[], ?::uuid[]) as back (account_id, operation_id)
                 where c.account_id = back.account_id and c.operation_id = back.operation_id
                """, 2);
        takeBack(all, "closed_lot", """
                update closed_lot c
                   set reversed = true
                  from unnest(?::uuid[], ?::bigint[], ?::smallint[]) as again (account_id, seq, n)
                 where c.account_id = again.account_id and c.seq = again.seq and c.n = again.n
                """, 3);
    }

    private static void addReadsTo(Map<String, Meaning> all) {
        all.put(normal("""
                select b.account_id, b.currency, b.cash, b.deposits, b.realised, b.realised_net, b.fees, b.wins, b.losses, b.break_even
                  from unnest(?::uuid[], ?::text[]) as wanted (account_id, currency)
                 cross join lateral (
                        select *
                          from book
                         where account_id = wanted.account_id and currency = wanted.currency
                         order by hour desc
                         limit 1) as b
                """), (session, given) -> {
            List<Row> newest = new ArrayList<>();
            for (int i = 0; i < given.uuids(1).size(); i++) {
                UUID account = given.uuids(1).get(i);
                String currency = given.texts(2).get(i);
                session.rows(
                                session.table("book"),
                                row -> row.has("account_id", account) && row.has("currency", currency))
                        .max(Comparator.comparing(row -> String.valueOf(row.get("hour"))))
                        .ifPresent(row -> newest.add(row.only(BOOK)));
            }
            return newest;
        });
        all.put(
                normal("""
                select h.account_id, h.symbol, h.currency, h.quantity, h.basis, h.net_basis, h.lots
                  from unnest(?::uuid[], ?::text[]) as wanted (account_id, symbol)
                  join holding h on h.account_id = wanted.account_id and h.symbol = wanted.symbol
                """),
                (session, given) -> session.rows(session.table("holding"), row -> isAskedFor(row, given))
                        .map(row -> row.only("account_id, symbol, currency, quantity, basis, net_basis, lots"))
                        .toList());
        all.put(normal("""
                select l.account_id, l.symbol, l.seq, l.trade, l.opened_at, l.price, l.quantity, l.amount, l.fee
                  from unnest(?::uuid[], ?::text[]) as wanted (account_id, symbol)
                 cross join lateral (
                        select *
                          from lot
                         where account_id = wanted.account_id and symbol = wanted.symbol
                         order by seq
                         limit ?) as l
                """), PortfolioStatements::oldestLots);
        all.put(normal("""
                select c.account_id, c.operation_id, c.symbol, c.currency, c.seq, c.at, c.is_trade, c.basis, c.realised, c.realised_net, c.reversed
                  from unnest(?::uuid[], ?::uuid[]) as wanted (account_id, operation_id)
                  join closing c on c.account_id = wanted.account_id and c.operation_id = wanted.operation_id
                """), (session, given) -> {
            List<Row> found = new ArrayList<>();
            for (int i = 0; i < given.uuids(1).size(); i++) {
                Row row = session.row(
                        session.table("closing"),
                        given.uuids(1).get(i),
                        given.uuids(2).get(i));
                if (row != null) {
                    found.add(row.only(CLOSING));
                }
            }
            return found;
        });
        all.put(
                normal("""
                select seq, n, is_short, opened_seq, opened_by, opened_at, entry_price, quantity, entry_amount, entry_fee, exit_price, exit_amount, exit_fee
                  from closed_lot
                 where account_id = ? and seq = ?
                 order by n
                """),
                (session, given) -> session.rows(
                                session.table("closed_lot"),
                                row -> row.has("account_id", given.get(1)) && row.has("seq", given.number(2)))
                        .sorted(Comparator.comparing(row -> row.number("n")))
                        .map(row -> row.only(CLOSED_LOT))
                        .toList());
    }

    private static List<Row> oldestLots(Session session, Parameters given) throws SQLException {
        List<Row> found = new ArrayList<>();
        for (int i = 0; i < given.uuids(1).size(); i++) {
            UUID account = given.uuids(1).get(i);
            String symbol = given.texts(2).get(i);
            session.rows(session.table("lot"), row -> row.has("account_id", account) && row.has("symbol", symbol))
                    .sorted(Comparator.comparing(row -> row.number("seq")))
                    .limit(given.number(3))
                    .forEach(row -> found.add(row.only(LOT)));
        }
        return found;
    }

    private static boolean isAskedFor(Row row, Parameters given) {
        for (int i = 0; i < given.uuids(1).size(); i++) {
            if (row.has("account_id", given.uuids(1).get(i))
                    && row.has("symbol", given.texts(2).get(i))) {
                return true;
            }
        }
        return false;
    }

    /** A row is written over by what is given, whether it is there or not: all but its key changes, or never differs. */
    private static void upsert(Map<String, Meaning> all, String table, int keys, String sql, String columns) {
        List<String> names = List.of(columns.split(", "));
        all.put(normal(sql), (session, given) -> {
            int rows = given.array(1).size();
            for (int i = 0; i < rows; i++) {
                @Nullable Object[] values = new @Nullable Object[names.size()];
                for (int column = 0; column < values.length; column++) {
                    values[column] = given.array(column + 1).get(i);
                }
                Row row = Row.of(names, values);
                session.lock(
                        session.table(table), row.all(names.subList(0, keys)).toArray());
                session.put(session.table(table), row);
            }
            return updated(rows);
        });
    }

    /** The row of a key that is there already is changed where columns are given, and keeps the rest. */
    private static void update(Map<String, Meaning> all, String table, int keys, String sql, String columns) {
        List<String> names = List.of(columns.split(", "));
        all.put(normal(sql), (session, given) -> {
            long changed = 0;
            for (int i = 0; i < given.array(1).size(); i++) {
                @Nullable Object[] key = new @Nullable Object[keys];
                for (int column = 0; column < keys; column++) {
                    key[column] = given.array(column + 1).get(i);
                }
                Row row = session.lock(session.table(table), key);
                if (row != null) {
                    for (int column = keys; column < names.size(); column++) {
                        row = row.with(
                                names.get(column), given.array(column + 1).get(i));
                    }
                    session.put(session.table(table), row);
                    changed++;
                }
            }
            return updated(changed);
        });
    }

    private static void takeBack(Map<String, Meaning> all, String table, String sql, int keys) {
        all.put(normal(sql), (session, given) -> updated(reversed(session, session.table(table), given, keys)));
    }

    private static long reversed(Session session, Table table, Parameters given, int keys) throws SQLException {
        long rows = 0;
        for (int i = 0; i < given.array(1).size(); i++) {
            @Nullable Object[] key = new @Nullable Object[keys];
            for (int column = 0; column < keys; column++) {
                key[column] = given.array(column + 1).get(i);
            }
            Row row = session.lock(table, key);
            if (row != null) {
                session.put(table, row.with("reversed", true));
                rows++;
            }
        }
        return rows;
    }
}
