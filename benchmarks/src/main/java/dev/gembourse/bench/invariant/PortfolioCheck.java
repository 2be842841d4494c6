package dev.gembourse.bench.invariant;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * I12: portfolios say what the ledger and the journal say, lots add up to what is held and to the trades that have closed them, and no cent
 * of an account's equity is unexplained. Each query has the figures of a portfolio, and beside each the right one.
 */
final class PortfolioCheck {

    private static final int FEW = 20;

    /** The closing trades that stand, as settlement has told them. */
    private static final String STANDING = """
            select j.key::uuid as account_id, t."operationId" as operation_id, t.symbol, t.currency, t.quantity, t.notional, t.fee,
                   t."realisedPnl" as result
              from trading.journal j
             cross join lateral jsonb_to_record(convert_from(j.value, 'UTF8')::jsonb -> 'data') as t(
                   "operationId" uuid, symbol text, currency text, quantity numeric, notional numeric, fee numeric, "realisedPnl" numeric)
              left join trading.reversal r on r.operation_id = t."operationId" and r.partition = j.partition
             where j.type in ('dev.gembourse.trading.TradeSettled.v1', 'dev.gembourse.trading.OrderFilled.v1') and t."realisedPnl" is not null and r.operation_id is null
            """;

    /** Every book and every ledger account of money; what is held is counted with its cost. */
    private static final String BOOKS = """
            with book as (
                 select distinct on (account_id, currency) *
                   from portfolio.book
                  order by account_id, currency, hour desc),
                 money as (
                 select account_id, unit as currency, sum(balance) as cash
                   from trading.ledger_account
                  where account_id is not null and unit not in (select symbol from market.asset)
                  group by account_id, unit),
                 moved as (
                 select a.account_id, m.unit as currency,
                        sum(m.amount) filter (where s.system_owner <> 'FEES') as deposits,
                        -sum(m.amount) filter (where s.system_owner = 'FEES') as fees
                   from (select debit as id, player, unit, amount from trading.transfer
                         union all
                         select credit, player, unit, -amount from trading.transfer) as m
                   join trading.ledger_account s on s.id = m.id and s.system_owner in ('TREASURY', 'CLEARING', 'FEES')
                   join trading.account a on a.number = m.player
                  group by a.account_id, m.unit),
                 held as (
                 select h.account_id, h.currency, sum(h.basis) as basis, sum(l.realised) as realised
                   from portfolio.holding h
                   join (select account_id, unit, sum(realised_pnl) as realised
                           from trading.ledger_account
                          where account_id is not null
                          group by account_id, unit) as l on l.account_id = h.account_id and l.unit = h.symbol
                  group by h.account_id, h.currency),
                 counted as (
                 select account_id, currency,
                        count(*) filter (where result > 0) as wins,
                        count(*) filter (where result < 0) as losses,
                        count(*) filter (where result = 0) as break_evens
                   from (%s) as standing
                  group by account_id, currency)
            select account_id, currency,
                   coalesce(b.cash, 0) as cash, coalesce(m.cash, 0) as right_cash,
                   coalesce(b.deposits, 0) as deposits, coalesce(v.deposits, 0) as right_deposits,
                   coalesce(b.fees, 0) as fees, coalesce(v.fees, 0) as right_fees,
                   coalesce(b.cash, 0) + coalesce(h.basis, 0) as cash_and_basis,
                   coalesce(b.deposits, 0) + coalesce(b.realised, 0) - coalesce(b.fees, 0) as right_cash_and_basis,
                   coalesce(b.realised_net, 0) as result, coalesce(h.realised, 0) as right_result,
                   coalesce(b.wins, 0) as wins, coalesce(c.wins, 0) as right_wins,
                   coalesce(b.losses, 0) as losses, coalesce(c.losses, 0) as right_losses,
                   coalesce(b.break_even, 0) as break_evens, coalesce(c.break_evens, 0) as right_break_evens
              from book b
              full join money m using (account_id, currency)
              full join moved v using (account_id, currency)
              full join held h using (account_id, currency)
              full join counted c using (account_id, currency)
            """.formatted(STANDING);

    /** What is held no more has no cost; what goes with a quantity otherwise is for settlement's books to say. */
    private static final String HOLDINGS = """
            select account_id, symbol,
                   coalesce(h.quantity, 0) as quantity, coalesce(l.quantity, 0) as right_quantity,
                   coalesce(h.net_basis, 0) as cost, coalesce(l.cost, 0) as right_cost,
                   coalesce(h.basis, 0) as basis, case when h.quantity <> 0 then h.basis else 0 end as right_basis,
                   coalesce(o.quantity, 0) as quantity_of_lots, abs(coalesce(h.quantity, 0)) as right_quantity_of_lots,
                   coalesce(h.lots, 0) as lots, coalesce(o.number, 0) as right_lots
              from portfolio.holding h
              full join (select account_id, unit as symbol, sum(balance) as quantity, sum(cost_basis) as cost
                           from trading.ledger_account
                          where account_id is not null and unit in (select symbol from market.asset)
                          group by account_id, unit) as l using (account_id, symbol)
              full join (select account_id, symbol, sum(quantity) as quantity, count(*) as number
                           from portfolio.lot
                          group by account_id, symbol) as o using (account_id, symbol)
            """;

    /** Each closing trade that stands, with what it has closed; lots that reversals have closed are parts of no trade. */
    private static final String TRADES = """
            with closed as (
                 select l.account_id, l.closed_by as operation_id,
                        sum(l.quantity) as quantity, sum(l.exit_amount) as amount, sum(l.exit_fee) as fee
                   from portfolio.closed_lot l
                   join portfolio.closing c on c.account_id = l.account_id and c.operation_id = l.closed_by and c.is_trade
                  where not l.reversed
                  group by l.account_id, l.closed_by)
            select account_id, operation_id,
                   num_nonnulls(c.realised_net) as closings, num_nonnulls(t.result) as right_closings,
                   coalesce(c.realised_net, 0) as result, coalesce(t.result, 0) as right_result,
                   coalesce(l.quantity, 0) as quantity_of_its_lots, coalesce(t.quantity, 0) as right_quantity_of_its_lots,
                   coalesce(l.amount, 0) as amount_of_its_lots, coalesce(t.notional, 0) as right_amount_of_its_lots,
                   coalesce(l.fee, 0) as fee_of_its_lots, coalesce(t.fee, 0) as right_fee_of_its_lots
              from (%s) as t
              full join (select account_id, operation_id, realised_net
                           from portfolio.closing
                          where is_trade and not reversed) as c using (account_id, operation_id)
              full join closed l using (account_id, operation_id)
            """.formatted(STANDING);

    private PortfolioCheck() {}

    static void check(Connection trading, Findings findings) throws SQLException {
        compare(
                trading,
                findings,
                BOOKS,
                List.of("cash", "deposits", "fees", "cash_and_basis", "result", "wins", "losses", "break_evens"));
        compare(trading, findings, HOLDINGS, List.of("quantity", "cost", "basis", "quantity_of_lots", "lots"));
        compare(
                trading,
                findings,
                TRADES,
                List.of("closings", "result", "quantity_of_its_lots", "amount_of_its_lots", "fee_of_its_lots"));
    }

    private static void compare(Connection trading, Findings findings, String rows, List<String> figures)
            throws SQLException {
        String wrong = figures.stream().map(each -> each + " <> right_" + each).collect(Collectors.joining(" or "));
        Query.forEach(trading, "select * from (%s) as compared where %s limit %d".formatted(rows, wrong, FEW), row -> {
            for (String figure : figures) {
                compare(row, figure, findings);
            }
        });
    }

    private static void compare(ResultSet row, String figure, Findings findings) throws SQLException {
        BigDecimal right = row.getBigDecimal("right_" + figure);
        BigDecimal said = row.getBigDecimal(figure);
        findings.expect(
                said.compareTo(right) == 0,
                "I12",
                "the portfolio of %s says of %s: %s %s, but right is %s"
                        .formatted(
                                row.getString(1),
                                row.getString(2),
                                figure.replace('_', ' '),
                                said.toPlainString(),
                                right.toPlainString()));
    }
}
