package dev.gembourse.simulator;

import static dev.gembourse.simulator.Statements.normal;
import static dev.gembourse.simulator.Statements.updated;

import dev.gembourse.simulator.Statements.Meaning;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

/** The statements of settlement, and those on operations, which the market shares. */
final class TradingStatements {

    private TradingStatements() {}

    static void addTo(Map<String, Meaning> all) {
        operations(all);
        reversals(all);
        accounts(all);
        names(all);
    }

    private static void operations(Map<String, Meaning> all) {
        all.put(
                normal("""
                select operation_id, partition, fingerprint, command_offset, outcome_seq, submitted_at
                  from operation
                 where operation_id = any (?)
                """),
                (session, given) -> session.rows(
                                session.table("operation"),
                                row -> given.uuids(1).contains(row.uuid("operation_id")))
                        .map(row -> row.only(
                                "operation_id, partition, fingerprint, command_offset, outcome_seq, submitted_at"))
                        .toList());
        all.put(
                normal("""
                select partition, command_offset
                  from repetition
                  join unnest(?::integer[], ?::bigint[]) as suspect (partition, command_offset) using (partition, command_offset)
                """),
                (session, given) -> session.rows(
                                session.table("repetition"),
                                row -> IntStream.range(0, given.array(1).size())
                                        .anyMatch(i -> row.has(
                                                        "partition",
                                                        given.numbers(1).get(i))
                                                && row.has(
                                                        "command_offset",
                                                        given.numbers(2).get(i))))
                        .map(row -> row.only("partition, command_offset"))
                        .toList());
    }

    private static void reversals(Map<String, Meaning> all) {
        all.put(
                normal("""
                select o.operation_id, o.partition, j.key, j.type, j.value, r.reversal_id
                  from operation o
                  join journal j on j.partition = o.partition and j.seq = o.outcome_seq
                  left join reversal r on r.operation_id = o.operation_id and r.partition = o.partition
                 where o.operation_id = any (?) and o.partition = any (?)
                """),
                (session, given) -> session.rows(
                                session.table("operation"),
                                row -> given.uuids(1).contains(row.uuid("operation_id"))
                                        && given.numbers(2).contains(row.number("partition")))
                        .map(row -> withOutcome(session, row))
                        .toList());
    }

    private static Row withOutcome(Session session, Row operation) {
        Row outcome = session.rows(
                        session.table("journal"),
                        row -> row.has("partition", operation.get("partition"))
                                && row.has("seq", operation.get("outcome_seq")))
                .findFirst()
                .orElseThrow();
        Row reversal = session.rows(
                        session.table("reversal"),
                        row -> row.has("operation_id", operation.get("operation_id"))
                                && row.has("partition", operation.get("partition")))
                .findFirst()
                .orElse(null);
        return operation
                .only("operation_id, partition")
                .with("key", outcome.get("key"))
                .with("type", outcome.get("type"))
                .with("value", outcome.get("value"))
                .with("reversal_id", reversal == null ? null : reversal.get("reversal_id"));
    }

    private static void accounts(Map<String, Meaning> all) {
        all.put(
                normal("""
                select account_id, number, may_short
                  from account
                 where account_id = any (?)
                """),
                (session, given) -> session.rows(
                                session.table("account"), row -> given.uuids(1).contains(row.uuid("account_id")))
                        .map(row -> row.only("account_id, number, may_short"))
                        .toList());
        all.put(
                normal("""
                select account_id, id, unit, balance, cost_basis, realised_pnl, bucket
                  from ledger_account
                 where account_id = any (?)
                """),
                (session, given) -> session.rows(
                                session.table("ledger_account"),
                                row -> row.get("account_id") != null
                                        && given.uuids(1).contains(row.uuid("account_id")))
                        .map(row -> row.only("account_id, id, unit, balance, cost_basis, realised_pnl, bucket"))
                        .toList());
        all.put(
                normal("""
                select id, system_owner, unit, balance, cost_basis, realised_pnl
                  from ledger_account
                 where account_id is null and partition = ? and bucket = 'AVAILABLE'
                """),
                (session, given) -> session.rows(
                                session.table("ledger_account"),
                                row -> row.get("account_id") == null
                                        && row.has("partition", given.number(1))
                                        && row.has("bucket", "AVAILABLE"))
                        .map(row -> row.only("id, system_owner, unit, balance, cost_basis, realised_pnl"))
                        .toList());
        all.put(normal("""
                update ledger_account a
                   set balance = u.balance, cost_basis = u.cost_basis, realised_pnl = u.realised_pnl
                  from unnest(?::bigint[], ?::numeric[], ?::numeric[], ?::numeric[])
                       as u (id, balance, cost_basis, realised_pnl)
                 where a.id = u.id
                """), (session, given) -> {
            List<Long> ids = given.numbers(1);
            long found = 0;
            for (int i = 0; i < ids.size(); i++) {
                Row row = session.lock(session.table("ledger_account"), ids.get(i));
                if (row != null) {
                    session.put(
                            session.table("ledger_account"),
                            row.with("balance", stored(given.decimals(2).get(i)))
                                    .with("cost_basis", stored(given.decimals(3).get(i)))
                                    .with(
                                            "realised_pnl",
                                            stored(given.decimals(4).get(i))));
                    found++;
                }
            }
            return updated(found);
        });
        all.put(normal("""
                update account a
                   set may_short = u.may_short
                  from unnest(?::bigint[], ?::boolean[])
                       as u (number, may_short)
                 where a.number = u.number
                """), (session, given) -> {
            List<Long> numbers = given.numbers(1);
            long found = 0;
            for (int i = 0; i < numbers.size(); i++) {
                Object number = numbers.get(i);
                List<Row> rows = session.rows(session.table("account"), one -> one.has("number", number))
                        .toList();
                for (Row one : rows) {
                    Row row = session.lock(session.table("account"), one.uuid("account_id"));
                    if (row != null) {
                        session.put(
                                session.table("account"),
                                row.with("may_short", given.array(2).get(i)));
                        found++;
                    }
                }
            }
            return updated(found);
        });
        all.put(normal("select nextval('number') from generate_series(1, ?)"), (session, given) -> {
            List<Row> blocks = new ArrayList<>();
            for (int i = 0; i < given.number(1); i++) {
                blocks.add(Row.of("nextval", session.database().nextBlock(1_000)));
            }
            return blocks;
        });
    }

    private static void names(Map<String, Meaning> all) {
        all.put(normal("""
                insert into username_claim (folded, account_id)
                select folded, account_id
                  from unnest(?::text[], ?::uuid[]) as claim (folded, account_id)
                 order by folded
                    on conflict do nothing
                returning folded
                """), (session, given) -> {
            TreeMap<String, UUID> claims = new TreeMap<>();
            for (int i = 0; i < given.texts(1).size(); i++) {
                claims.put(given.texts(1).get(i), given.uuids(2).get(i));
            }
            List<Row> won = new ArrayList<>();
            for (Map.Entry<String, UUID> claim : claims.entrySet()) {
                Row row = Row.of("folded", claim.getKey(), "account_id", claim.getValue());
                if (session.insertIfAbsent(session.table("username_claim"), row)) {
                    won.add(row.only("folded"));
                }
            }
            return won;
        });
        all.put(normal("delete from username_claim where folded = any (?)"), (session, given) -> {
            for (String folded : given.texts(1)) {
                session.delete(session.table("username_claim"), folded);
            }
            return updated(given.texts(1).size());
        });
        all.put(normal("""
                update username_claim c
                   set account_id = given.account_id
                  from unnest(?::text[], ?::uuid[]) as given (folded, account_id)
                 where c.folded = given.folded
                """), (session, given) -> {
            for (int i = 0; i < given.texts(1).size(); i++) {
                Row row = session.lock(
                        session.table("username_claim"), given.texts(1).get(i));
                session.put(
                        session.table("username_claim"),
                        row.with("account_id", given.uuids(2).get(i)));
            }
            return updated(given.texts(1).size());
        });
    }

    /** As a column with 8 decimals gives it back. */
    private static BigDecimal stored(BigDecimal value) {
        return value.setScale(8);
    }
}
