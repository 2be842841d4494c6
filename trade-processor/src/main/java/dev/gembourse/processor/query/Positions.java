package dev.gembourse.processor.query;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.PositionView;
import dev.gembourse.processor.account.Amounts;
import dev.gembourse.processor.account.Holding;
import dev.gembourse.processor.account.Quote;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What accounts hold of assets, at the prices that the market has committed. */
@Component
class Positions {

    private static final String SELECT = """
            select l.unit, sum(l.balance) as quantity, sum(l.cost_basis) as cost_basis, sum(l.realised_pnl) as realised_pnl,
                   a.name, a.currency, a.price, a.scale, a.status, a.price_at, a.currency_scale
              from trading.ledger_account l
              join market.asset a on a.symbol = l.unit
             where l.account_id = :account and (cast(:symbol as text) is null or l.unit = :symbol)
               and (cast(:after as text) is null or l.unit > :after)
             group by l.unit, a.symbol
            having :closed or sum(l.balance) <> 0
             order by l.unit
             limit :rows
            """;

    private final JdbcClient reads;

    Positions(JdbcClient reads) {
        this.reads = reads;
    }

    /** What is held, in the order of the symbols. */
    List<PositionView> open(AccountId account, @Nullable Symbol after, int rows) {
        return select(account, null, after, false, rows);
    }

    /** One position, also one that has been sold again; empty when the asset was never held. */
    Optional<PositionView> find(AccountId account, Symbol symbol) {
        return select(account, symbol, null, true, 1).stream().findFirst();
    }

    /** All positions that the account ever had: those sold again still tell what they have earned. */
    List<PositionView> all(AccountId account) {
        return select(account, null, null, true, Integer.MAX_VALUE);
    }

    private List<PositionView> select(
            AccountId account, @Nullable Symbol symbol, @Nullable Symbol after, boolean closed, int rows) {
        return reads.sql(SELECT)
                .param("account", account.value())
                .param("symbol", symbol == null ? null : symbol.value(), Types.VARCHAR)
                .param("after", after == null ? null : after.value(), Types.VARCHAR)
                .param("closed", closed)
                .param("rows", rows)
                .query(Positions::position)
                .list();
    }

    private static PositionView position(ResultSet row, int ignored) throws SQLException {
        Quote quote = Quote.of(asset(row));
        Holding holding = new Holding(
                Amounts.plain(row.getBigDecimal("quantity")),
                Amounts.plain(row.getBigDecimal("cost_basis")),
                Amounts.plain(row.getBigDecimal("realised_pnl")));
        BigDecimal value = quote.notional(holding.quantity());
        return new PositionView(
                quote.asset().symbol(),
                holding.quantity(),
                holding.averageCost(),
                Amounts.atLeast(quote.currencyScale(), holding.costBasis()),
                quote.asset().currency(),
                quote.asset().price(),
                value,
                Amounts.atLeast(quote.currencyScale(), value.subtract(holding.costBasis())),
                Amounts.atLeast(quote.currencyScale(), holding.realisedPnl()));
    }

    private static Asset asset(ResultSet row) throws SQLException {
        return new Asset(
                new Symbol(row.getString("unit")),
                row.getString("name"),
                Unit.of(row.getString("currency")),
                new Price(row.getBigDecimal("price")),
                row.getInt("scale"),
                AssetStatus.valueOf(row.getString("status")),
                row.getObject("price_at", OffsetDateTime.class).toInstant(),
                row.getObject("currency_scale", Integer.class));
    }
}
