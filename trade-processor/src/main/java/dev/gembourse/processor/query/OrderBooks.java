package dev.gembourse.processor.query;

import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.BookView;
import dev.gembourse.processor.account.Amounts;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What waits in order books, and what the house offers there, as the market has committed it. */
@Component
class OrderBooks {

    private static final String HOUSE = """
            select last_price, house_price, house_quantity
              from market.book
             where symbol = :symbol
            """;

    private static final String LEVELS = """
            select limit_price, sum(open) as quantity, count(*) as orders
              from market.resting_order
             where symbol = :symbol and side = :side
             group by limit_price
             order by case :side when 'BUY' then -limit_price else limit_price end
             limit :depth
            """;

    private final JdbcClient reads;

    OrderBooks(JdbcClient reads) {
        this.reads = reads;
    }

    /** Up to as many price levels of each side. */
    BookView find(Symbol symbol, int depth) {
        List<BookView.Level> bids = levels(symbol, "BUY", depth);
        List<BookView.Level> asks = levels(symbol, "SELL", depth);
        return reads.sql(HOUSE)
                .param("symbol", symbol.value())
                .query((row, ignored) ->
                        new BookView(symbol, bids, asks, house(row), price(row.getBigDecimal("last_price"))))
                .optional()
                .orElseGet(() -> new BookView(symbol, bids, asks, null, null));
    }

    private List<BookView.Level> levels(Symbol symbol, String side, int depth) {
        return reads.sql(LEVELS)
                .param("symbol", symbol.value())
                .param("side", side)
                .param("depth", depth)
                .query((row, ignored) -> new BookView.Level(
                        new Price(row.getBigDecimal("limit_price")),
                        Amounts.plain(row.getBigDecimal("quantity")),
                        row.getLong("orders")))
                .list();
    }

    private static BookView.@Nullable House house(ResultSet row) throws SQLException {
        Price price = price(row.getBigDecimal("house_price"));
        BigDecimal available = Amounts.plain(row.getBigDecimal("house_quantity"));
        return price == null || available.signum() == 0 ? null : new BookView.House(price, available);
    }

    private static @Nullable Price price(@Nullable BigDecimal price) {
        return price == null ? null : new Price(price);
    }
}
