package dev.gembourse.processor.query;

import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.TapeView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The trades of each asset of the last days, without whoever made them. */
@Component
class Tape {

    private static final String NEWEST = """
            select at, side, quantity, price
              from portfolio.tape
             where symbol = :symbol and at >= coalesce(:since::timestamptz, '-infinity') and at < coalesce(:until::timestamptz, 'infinity')
             order by at desc, partition desc, seq desc
             limit :rows
            """;

    private final JdbcClient reads;

    Tape(JdbcClient reads) {
        this.reads = reads;
    }

    /** Up to as many of the range, the newest first. */
    List<TapeView> newest(Symbol symbol, TimeRange range, int rows) {
        return reads.sql(NEWEST)
                .param("symbol", symbol.value())
                .param("since", range.begin(), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("until", range.end(), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("rows", rows)
                .query(Tape::trade)
                .list();
    }

    private static TapeView trade(ResultSet row, int ignored) throws SQLException {
        return new TapeView(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Side.valueOf(row.getString("side")),
                new Quantity(row.getBigDecimal("quantity")),
                new Price(row.getBigDecimal("price")));
    }
}
