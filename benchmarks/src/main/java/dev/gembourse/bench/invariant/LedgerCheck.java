package dev.gembourse.bench.invariant;

import java.sql.Connection;
import java.sql.SQLException;

/** I1, I4, I9, I10 and I13: the book balances, and every balance follows from the transfers. All of it is asked of PostgreSQL. */
final class LedgerCheck {

    private static final String SUMS = """
            select unit, sum(balance) as total
              from trading.ledger_account
             group by unit
            having sum(balance) <> 0
            """;

    private static final String FOLDS = """
            select coalesce(a.id, f.id) as id, a.unit, a.balance, f.total
              from trading.ledger_account a
              full join (select id, sum(amount) as total
                           from (select credit as id, amount from trading.transfer
                                 union all
                                 select debit, -amount from trading.transfer) as moved
                          group by id) as f on f.id = a.id
             where a.balance is distinct from coalesce(f.total, 0)
             limit 20
            """;

    private static final String UNITS = """
            select t.partition, t.seq, t.n, t.unit, d.unit as debit_unit, c.unit as credit_unit
              from trading.transfer t
              left join trading.ledger_account d on d.id = t.debit
              left join trading.ledger_account c on c.id = t.credit
             where t.unit is distinct from d.unit or t.unit is distinct from c.unit
             limit 20
            """;

    /** Both sides of every transfer in the order in which they were booked, with the balance before and after. */
    private static final String CHAINS = """
            select * from (
                select e.account, e.partition, e.seq, e.n, e.change, e.after,
                       lag(e.after, 1, 0::numeric) over (partition by e.account order by e.seq, e.n) as before
                  from (select debit as account, partition, seq, n, -amount as change, debit_balance as after
                          from trading.transfer
                        union all
                        select credit, partition, seq, n, amount, credit_balance
                          from trading.transfer) as e) as chain
             where before + change <> after
             limit 20
            """;

    private static final String NEGATIVE = """
            select t.partition, t.seq, t.n, a.id as account, t.after
              from (select partition, seq, n, debit as id, debit_balance as after from trading.transfer
                    union all
                    select partition, seq, n, credit, credit_balance from trading.transfer) as t
              join trading.ledger_account a on a.id = t.id
             where a.account_id is not null and case a.bucket when 'SHORT' then t.after > 0 else t.after < 0 end
             limit 20
            """;

    /** What is held for what is owed is compared by {@link SettlementCheck}, account by account. */
    private static final String BOTH_WAYS = """
            select s.account_id, s.unit
              from trading.ledger_account s
              join trading.ledger_account l on l.account_id = s.account_id and l.unit = s.unit and l.bucket = 'AVAILABLE'
             where s.bucket = 'SHORT' and s.balance <> 0 and l.balance <> 0
            """;

    private static final String CLEARING = """
            select unit, sum(balance) as total
              from trading.ledger_account
             where account_id is null and system_owner = 'CLEARING'
             group by unit
            having sum(balance) <> 0
            """;

    /** What was taken back moved the other way round, and nothing else did; or what is said to be taken back was not. */
    private static final String REVERSALS = """
            with moved as (
                select r.operation_id, t.debit, t.credit, t.amount
                  from trading.reversal r
                  join trading.operation o on o.operation_id = r.operation_id and o.partition = r.partition
                  join trading.journal j on j.partition = o.partition and j.seq = o.outcome_seq
                  join trading.account a on a.account_id = j.key::uuid
                  join trading.transfer t on t.player = a.number and t.seq = j.seq),
            returned as (
                select r.operation_id, t.credit as debit, t.debit as credit, t.amount
                  from trading.reversal r
                  join trading.operation o on o.operation_id = r.reversal_id and o.partition = r.partition
                  join trading.journal j on j.partition = o.partition and j.seq = o.outcome_seq
                  join trading.account a on a.account_id = j.key::uuid
                  join trading.transfer t on t.player = a.number and t.seq = j.seq)
            select operation_id
              from ((select * from moved except all select * from returned)
                    union all
                    (select * from returned except all select * from moved)) as differing
             limit 20
            """;

    private LedgerCheck() {}

    static void check(Target target, Findings findings) throws SQLException {
        try (Connection trading = target.trading()) {
            Query.forEach(
                    trading,
                    SUMS,
                    row -> findings.add(
                            "I1", "the sum of " + row.getString("unit") + " is " + row.getBigDecimal("total")));
            Query.forEach(
                    trading,
                    FOLDS,
                    row -> findings.add(
                            "I1",
                            "ledger account %d of %s has %s but its transfers sum up to %s"
                                    .formatted(
                                            row.getLong("id"),
                                            row.getString("unit"),
                                            row.getBigDecimal("balance"),
                                            row.getBigDecimal("total"))));
            Query.forEach(
                    trading,
                    UNITS,
                    row -> findings.add(
                            "I1",
                            "transfer %d.%d/%d of %s is between accounts of %s and %s"
                                    .formatted(
                                            row.getInt("partition"),
                                            row.getLong("seq"),
                                            row.getInt("n"),
                                            row.getString("unit"),
                                            row.getString("debit_unit"),
                                            row.getString("credit_unit"))));
            Query.forEach(
                    trading,
                    CHAINS,
                    row -> findings.add(
                            "I1",
                            "ledger account %d at %d.%d/%d: %s before and %s do not make %s"
                                    .formatted(
                                            row.getLong("account"),
                                            row.getInt("partition"),
                                            row.getLong("seq"),
                                            row.getInt("n"),
                                            row.getBigDecimal("before"),
                                            row.getBigDecimal("change"),
                                            row.getBigDecimal("after"))));
            Query.forEach(
                    trading,
                    NEGATIVE,
                    row -> findings.add(
                            "I4",
                            "a player's ledger account %d was at %s after %d.%d/%d"
                                    .formatted(
                                            row.getLong("account"),
                                            row.getBigDecimal("after"),
                                            row.getInt("partition"),
                                            row.getLong("seq"),
                                            row.getInt("n"))));
            Query.forEach(
                    trading,
                    BOTH_WAYS,
                    row -> findings.add(
                            "I13", row.getString("account_id") + " holds and owes " + row.getString("unit")));
            Query.forEach(
                    trading,
                    REVERSALS,
                    row -> findings.add(
                            "I10",
                            "operation " + row.getString("operation_id") + " was not taken back as it was booked"));
            Query.forEach(
                    trading,
                    CLEARING,
                    row -> findings.add(
                            "I9",
                            row.getBigDecimal("total") + " " + row.getString("unit")
                                    + " are in clearing although no gift is on its way"));
        }
    }
}
