package dev.gembourse.simulator;

import static dev.gembourse.simulator.Statements.normal;
import static dev.gembourse.simulator.Statements.updated;

import dev.gembourse.simulator.Statements.Meaning;
import java.util.Map;

/** The statements of the market. */
final class MarketStatements {

    private MarketStatements() {}

    static void addTo(Map<String, Meaning> all) {
        units(all);
        PriceStatements.addTo(all);
        BookStatements.addTo(all);
        all.put(
                normal("""
                select symbol, name, currency, price, scale, status, price_at, currency_scale, max_price_age, available,
                       maker_fee, taker_fee, limited, price_band
                  from asset
                 where symbol = any (?)
                """),
                (session, given) -> session.rows(
                                session.table("asset"), row -> given.texts(1).contains(row.text("symbol")))
                        .map(
                                row -> row.only(
                                        "symbol, name, currency, price, scale, status, price_at, currency_scale, max_price_age, available, maker_fee, taker_fee, limited, price_band"))
                        .toList());
        all.put(normal("""
                insert into asset (symbol, partition, name, currency, price, scale, status, price_at, currency_scale,
                                   max_price_age, available, maker_fee, taker_fee, limited, price_band)
                select *
                  from unnest(?::text[], ?::integer[], ?::text[], ?::text[], ?::numeric[], ?::smallint[], ?::text[], ?::timestamptz[],
                              ?::smallint[], ?::integer[], ?::numeric[], ?::smallint[], ?::smallint[], ?::boolean[], ?::smallint[])
                    on conflict (symbol) do update
                   set name = excluded.name, price = excluded.price, status = excluded.status, price_at = excluded.price_at,
                       max_price_age = excluded.max_price_age, available = excluded.available
                """), (session, given) -> {
            int rows = given.texts(1).size();
            for (int i = 0; i < rows; i++) {
                Row before = session.lock(session.table("asset"), given.texts(1).get(i));
                Row base = before != null
                        ? before
                        : Row.of(
                                "symbol", given.texts(1).get(i),
                                "partition", given.numbers(2).get(i),
                                "currency", given.texts(4).get(i),
                                "scale", given.numbers(6).get(i),
                                "currency_scale", given.numbers(9).get(i),
                                "maker_fee", given.numbers(12).get(i),
                                "taker_fee", given.numbers(13).get(i),
                                "limited", given.array(14).get(i),
                                "price_band", given.numbers(15).get(i));
                session.put(
                        session.table("asset"),
                        base.with("name", given.texts(3).get(i))
                                .with("price", given.decimals(5).get(i).setScale(8))
                                .with("status", given.texts(7).get(i))
                                .with("price_at", given.times(8).get(i))
                                .with("max_price_age", given.numbers(10).get(i))
                                .with("available", given.decimals(11).get(i)));
            }
            return updated(rows);
        });
        all.put(
                normal("""
                select retiring.unit,
                       (select count(*)
                          from (select 1
                                  from trading.ledger_account held
                                 where held.unit = retiring.unit and held.account_id is not null and held.balance <> 0
                                 limit ?) as counted)
                  from unnest(?::text[]) as retiring (unit)
                """),
                (session, given) -> given.texts(2).stream()
                        .map(unit -> Row.of(
                                "unit",
                                unit,
                                "count",
                                session.rows(
                                                session.database().table("trading.ledger_account"),
                                                row -> row.has("unit", unit)
                                                        && row.get("account_id") != null
                                                        && row.decimal("balance")
                                                                        .signum()
                                                                != 0)
                                        .limit(given.number(1))
                                        .count()))
                        .toList());
    }

    private static void units(Map<String, Meaning> all) {
        all.put(
                normal("""
                select code, name, kind, scale, status
                  from unit
                 where code = any (?)
                """),
                (session, given) -> session.rows(
                                session.table("unit"), row -> given.texts(1).contains(row.text("code")))
                        .map(row -> row.only("code, name, kind, scale, status"))
                        .toList());
        all.put(normal("""
                insert into unit (code, partition, name, kind, scale, status)
                select *
                  from unnest(?::text[], ?::integer[], ?::text[], ?::text[], ?::smallint[], ?::text[])
                    on conflict (code) do update
                   set partition = excluded.partition, name = excluded.name, status = excluded.status
                """), (session, given) -> {
            int rows = given.texts(1).size();
            for (int i = 0; i < rows; i++) {
                Row before = session.lock(session.table("unit"), given.texts(1).get(i));
                Row base = before != null
                        ? before
                        : Row.of(
                                "code", given.texts(1).get(i),
                                "kind", given.texts(4).get(i),
                                "scale", given.numbers(5).get(i));
                session.put(
                        session.table("unit"),
                        base.with("partition", given.numbers(2).get(i))
                                .with("name", given.texts(3).get(i))
                                .with("status", given.texts(6).get(i)));
            }
            return updated(rows);
        });
    }
}
