package dev.gembourse.processor.query;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.OrderFilled;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.TradeView;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.processor.query.JournalTimes.Stretch;
import dev.gembourse.processor.query.Slice.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The trades of accounts, fills of orders among them. Which there may be is read from an index of the transfers alone; what they were stands in the journal.
 *
 * <p>One query looks at {@value #LOOKED_AT} events at most, as those of a symbol may be few among very many, and so can have
 * fewer trades than asked for with others behind it.
 */
@Component
class Trades {

    static final int LOOKED_AT = 50_000;

    /**
     * The first transfer of a trade is that of the asset, so its unit is the symbol and no currency. The last event looked at is
     * always among the rows, for it is where the next one goes on.
     */
    private static final String SLICE = """
            with looked as (
                select seq, unit, row_number() over (order by seq desc) as place
                  from trading.transfer
                 where player = :player and n = 0 and seq < :before and seq >= :first
                 order by seq desc
                 limit :look)
            select looked.seq, looked.place, j.key, j.type, j.value,
                   looked.unit <> all (array(select code from market.unit)) and looked.unit = coalesce(:symbol, looked.unit) and j.type in (:trade, :fill) as matches,
                   (select reversal_id
                      from trading.reversal
                     where operation_id = j.correlation_id::uuid and partition = :partition) as reversed_by
              from looked
             cross join lateral (
                    select key, type, value, correlation_id
                      from trading.journal
                     where partition = :partition and seq = looked.seq
                    offset 0) as j
             where (looked.unit <> all (array(select code from market.unit)) and looked.unit = coalesce(:symbol, looked.unit) or looked.place = :look)
               and (j.type in (:trade, :fill) or looked.place = :look)
             order by looked.seq desc
             limit :rows
            """;

    private static final String TRADE = Contracts.TRADING_EVENTS.typeOf(TradeSettled.class);
    private static final String FILL = Contracts.TRADING_EVENTS.typeOf(OrderFilled.class);

    private final JdbcClient statements;

    Trades(JdbcClient statements) {
        this.statements = statements;
    }

    /** Up to as many of the account's trades in the stretch, newest first, older than the given event. */
    Slice<TradeView, Long> newestFirst(
            StoredAccount account, @Nullable Symbol symbol, Stretch stretch, @Nullable Long after, int trades) {
        List<Row<TradeView, Long>> rows = statements
                .sql(SLICE)
                .param("player", account.number())
                .param("partition", account.partition())
                .param("before", after == null ? stretch.beyond() : Math.min(after, stretch.beyond()))
                .param("first", stretch.first())
                .param("symbol", symbol == null ? null : symbol.value(), Types.VARCHAR)
                .param("trade", TRADE)
                .param("fill", FILL)
                .param("look", LOOKED_AT)
                .param("rows", trades + 1)
                .query(Trades::row)
                .list();
        return Slice.of(rows, trades);
    }

    private static Row<TradeView, Long> row(ResultSet row, int ignored) throws SQLException {
        return new Row<>(
                row.getLong("seq"), row.getBoolean("matches") ? trade(row) : null, row.getInt("place") == LOOKED_AT);
    }

    private static TradeView trade(ResultSet row) throws SQLException {
        TradingEvent event = JournalRow.read(Contracts.TRADING_EVENTS, row);
        if (event instanceof TradeSettled trade) {
            UUID reversal = row.getObject("reversed_by", UUID.class);
            return TradeView.of(trade).reversedBy(reversal == null ? null : new OperationId(reversal));
        }
        if (event instanceof OrderFilled fill) {
            return TradeView.of(fill.asTrade());
        }
        throw new IllegalStateException("expected a trade in the journal but got " + event);
    }
}
