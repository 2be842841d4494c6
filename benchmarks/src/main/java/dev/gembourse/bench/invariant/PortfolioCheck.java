package dev.gembourse.bench.invariant;

import java.sql.Connection;
import java.sql.SQLException;

/** I12: portfolios say what the ledger says, lots add up to what is held, and no cent of an account's equity is unexplained. */
final class PortfolioCheck {

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
                        count(*) filter (where realised_net > 0) as wins,
                        count(*) filter (where realised_net < 0) as losses,
                        count(*) filter (where realised_net = 0) as break_even
                   from portfolio.closing
                  where is_trade and not reversed
                  group by account_id, currency)
            select account_id, currency,
                   coalesce(b.cash, 0) <> coalesce(m.cash, 0) as other_cash,
                   coalesce(b.cash, 0) + coalesce(h.basis, 0)
                       <> coalesce(b.deposits, 0) + coalesce(b.realised, 0) - coalesce(b.fees, 0) as unexplained,
                   coalesce(b.realised_net, 0) <> coalesce(h.realised, 0) as other_result,
                   (coalesce(b.wins, 0), coalesce(b.losses, 0), coalesce(b.break_even, 0))
                       <> (coalesce(c.wins, 0), coalesce(c.losses, 0), coalesce(c.break_even, 0)) as other_count
              from book b
              full join money m using (account_id, currency)
              full join held h using (account_id, currency)
              full join counted c using (account_id, currency)
            """;

    private static final String HOLDINGS = """
            select account_id, symbol,
                   (coalesce(h.quantity, 0), coalesce(h.net_basis, 0)) <> (coalesce(l.quantity, 0), coalesce(l.cost, 0)) as other_ledger,
                   abs(coalesce(h.quantity, 0)) <> coalesce(o.quantity, 0) as other_lots
              from portfolio.holding h
              full join (select account_id, unit as symbol, sum(balance) as quantity, sum(cost_basis) as cost
                           from trading.ledger_account
                          where account_id is not null and unit in (select symbol from market.asset)
                          group by account_id, unit) as l using (account_id, symbol)
              full join (select account_id, symbol, sum(quantity) as quantity
                           from portfolio.lot
                          group by account_id, symbol) as o using (account_id, symbol)
            """;

    private PortfolioCheck() {}

    static void check(Connection trading, Findings findings) throws SQLException {
        find(trading, findings, BOOKS, "other_cash", "has other cash than the ledger");
        find(trading, findings, BOOKS, "unexplained", "has equity that nothing explains");
        find(trading, findings, BOOKS, "other_result", "has realised something else than the ledger says");
        find(
                trading,
                findings,
                BOOKS,
                "other_count",
                "counts other wins, losses and break-evens than its closings come to");
        find(trading, findings, HOLDINGS, "other_ledger", "has another quantity or cost than the ledger");
        find(trading, findings, HOLDINGS, "other_lots", "has lots that do not add up to what is held");
    }

    private static void find(Connection trading, Findings findings, String rows, String wrong, String says)
            throws SQLException {
        Query.forEach(
                trading,
                "select * from (" + rows + ") as compared where " + wrong + " limit 20",
                row -> findings.add(
                        "I12", "the portfolio of %s in %s %s".formatted(row.getString(1), row.getString(2), says)));
    }
}
