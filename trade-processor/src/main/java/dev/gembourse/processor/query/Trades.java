package dev.gembourse.processor.query;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.TradeView;
import dev.gembourse.events.wire.Contracts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The trades of accounts. Which there are is read from an index of the transfers alone; what they were stands in the journal.
 */
@Component
class Trades {

    /** The first transfer of a trade is that of the asset, so its unit is the symbol and no currency. */
    private static final String PAGE = """
            with trade as (
                select seq
                  from trading.transfer
                 where player = :player and n = 0 and seq < :before
                   and seq >= coalesce(trading.first_seq_at(:partition, :since), 0)
                   and seq < coalesce(trading.first_seq_at(:partition, :until), 9223372036854775807)
                   and unit not in (select code from market.unit) and unit = coalesce(:symbol, unit)
                 order by seq desc
                 limit :rows)
            select j.seq, j.key, j.type, j.value
              from trade
              join trading.journal j on j.partition = :partition and j.seq = trade.seq
             order by j.seq desc
            """;

    private final JdbcClient reads;

    Trades(JdbcClient reads) {
        this.reads = reads;
    }

    /** A trade and its event's sequence number in the partition's journal. */
    record BookedTrade(long seq, TradeView view) {}

    /**
     * The account's trades, newest first.
     *
     * @param before only those with a smaller sequence number
     * @param from only those at or after this time
     * @param to only those at or before this time
     */
    List<BookedTrade> page(
            StoredAccount account,
            @Nullable Symbol symbol,
            @Nullable Instant from,
            @Nullable Instant to,
            long before,
            int rows) {
        return reads.sql(PAGE)
                .param("player", account.number())
                .param("partition", account.partition())
                .param("before", before)
                .param("since", from == null ? null : from.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .param(
                        "until",
                        to == null ? null : justAfter(to).atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("symbol", symbol == null ? null : symbol.value(), Types.VARCHAR)
                .param("rows", rows)
                .query(Trades::trade)
                .list();
    }

    /** PostgreSQL keeps microseconds. */
    private static Instant justAfter(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
    }

    private static BookedTrade trade(ResultSet row, int ignored) throws SQLException {
        TradingEvent event = JournalRow.read(Contracts.TRADING_EVENTS, row);
        if (event instanceof TradeSettled trade) {
            return new BookedTrade(row.getLong("seq"), TradeView.of(trade));
        }
        throw new IllegalStateException("expected a trade in the journal but got " + event);
    }
}
