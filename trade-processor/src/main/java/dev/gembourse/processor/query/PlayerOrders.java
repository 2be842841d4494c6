package dev.gembourse.processor.query;

import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.order.Order;
import dev.gembourse.events.order.OrderStatus;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.OrderFilled;
import dev.gembourse.events.trading.TradingEvent.OrderPlaced;
import dev.gembourse.events.trading.TradingEvent.OrderReplaced;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.FillView;
import dev.gembourse.events.view.OrderView;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.processor.account.Amounts;
import dev.gembourse.processor.query.JournalTimes.Stretch;
import dev.gembourse.processor.query.Slice.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The orders of accounts: what has become of them stands in a table, what they were placed with in the journal. One query looks at
 * {@value #LOOKED_AT} of them at most.
 */
@Component
class PlayerOrders {

    static final int LOOKED_AT = 20_000;

    /** How many fills of an order are told, the first ones. */
    static final int MOST_FILLS = 1_000;

    private static final String SLICE = """
            with looked as (
                select o.*, row_number() over (order by placed_seq desc) as place
                  from trading.player_order o
                 where account_id = :account and placed_seq < :before and placed_seq >= :first
                 order by placed_seq desc
                 limit :look)
            select looked.*, j.key, j.type, j.value, t.key as terms_key, t.type as terms_type, t.value as terms_value,
                   looked.symbol = coalesce(:symbol, looked.symbol) and looked.status = coalesce(:status, looked.status) as matches
              from looked
              join trading.journal j on j.partition = looked.partition and j.seq = looked.placed_seq
              left join trading.journal t on t.partition = looked.partition and t.seq = looked.terms_seq
             where looked.symbol = coalesce(:symbol, looked.symbol) and looked.status = coalesce(:status, looked.status)
                or looked.place = :look
             order by looked.placed_seq desc
             limit :rows
            """;

    private static final String ONE = """
            select o.*, j.key, j.type, j.value, t.key as terms_key, t.type as terms_type, t.value as terms_value
              from trading.player_order o
              join trading.journal j on j.partition = o.partition and j.seq = o.placed_seq
              left join trading.journal t on t.partition = o.partition and t.seq = o.terms_seq
             where o.order_id = :order and o.account_id = :account
            """;

    private static final String FILLS = """
            select j.key, j.type, j.value
              from trading.order_fill f
              join trading.journal j on j.partition = f.partition and j.seq = f.seq
             where f.partition = :partition and f.placed_seq = :placed
             order by f.seq
             limit :most
            """;

    private record Found(OrderPlaced placed, Order order, OrderView.Progress progress, int partition, long seq) {}

    private final JdbcClient reads;

    PlayerOrders(JdbcClient reads) {
        this.reads = reads;
    }

    /** Up to as many of the account's orders that were placed in the stretch, newest first, older than the given event. */
    Slice<OrderView, Long> newestFirst(
            StoredAccount account,
            @Nullable Symbol symbol,
            @Nullable OrderStatus status,
            Stretch stretch,
            @Nullable Long after,
            int orders) {
        List<Row<OrderView, Long>> rows = reads.sql(SLICE)
                .param("account", account.id().value())
                .param("before", after == null ? stretch.beyond() : Math.min(after, stretch.beyond()))
                .param("first", stretch.first())
                .param("symbol", symbol == null ? null : symbol.value(), Types.VARCHAR)
                .param("status", status == null ? null : status.name(), Types.VARCHAR)
                .param("look", LOOKED_AT)
                .param("rows", orders + 1)
                .query(PlayerOrders::row)
                .list();
        return Slice.of(rows, orders);
    }

    /** One order with its fills; empty when the account has none of this id. */
    Optional<OrderView> find(AccountId account, OrderId order) {
        return reads.sql(ONE)
                .param("order", order.value())
                .param("account", account.value())
                .query((row, ignored) -> found(row))
                .optional()
                .map(found -> OrderView.of(found.placed, found.order, found.progress, fills(found)));
    }

    private List<FillView> fills(Found order) {
        return reads.sql(FILLS)
                .param("partition", order.partition)
                .param("placed", order.seq)
                .param("most", MOST_FILLS)
                .query((row, ignored) -> fill(row))
                .list();
    }

    private static Row<OrderView, Long> row(ResultSet row, int ignored) throws SQLException {
        Found found = found(row);
        return new Row<>(
                found.seq,
                row.getBoolean("matches") ? OrderView.of(found.placed, found.order, found.progress, null) : null,
                row.getInt("place") == LOOKED_AT);
    }

    private static Found found(ResultSet row) throws SQLException {
        TradingEvent event = JournalRow.read(Contracts.TRADING_EVENTS, row);
        if (event instanceof OrderPlaced placed) {
            return new Found(
                    placed,
                    order(row, placed),
                    progress(row, placed),
                    row.getInt("partition"),
                    row.getLong("placed_seq"));
        }
        throw new IllegalStateException("expected an order in the journal but got " + event);
    }

    /** As it was replaced last, or placed. */
    private static Order order(ResultSet row, OrderPlaced placed) throws SQLException {
        byte[] value = row.getBytes("terms_value");
        if (value == null) {
            return placed.order();
        }
        TradingEvent event = JournalRow.read(
                Contracts.TRADING_EVENTS, row.getString("terms_key"), row.getString("terms_type"), value);
        if (event instanceof OrderReplaced replaced) {
            return replaced.order();
        }
        throw new IllegalStateException("expected a replacement in the journal but got " + event);
    }

    private static OrderView.Progress progress(ResultSet row, OrderPlaced placed) throws SQLException {
        String reason = row.getString("reason");
        OffsetDateTime triggered = row.getObject("triggered_at", OffsetDateTime.class);
        BigDecimal filled = Amounts.plain(row.getBigDecimal("filled"));
        BigDecimal paid = row.getBigDecimal("paid");
        return new OrderView.Progress(
                OrderStatus.valueOf(row.getString("status")),
                reason == null ? null : EndReason.valueOf(reason),
                filled,
                filled.signum() == 0 ? null : Amounts.plain(paid.divide(filled, 8, RoundingMode.HALF_EVEN)),
                paid.setScale(placed.currencyScale(), RoundingMode.UNNECESSARY),
                row.getBigDecimal("fees").setScale(placed.currencyScale(), RoundingMode.UNNECESSARY),
                Amounts.plain(row.getBigDecimal("open")),
                Amounts.plain(row.getBigDecimal("held")),
                row.getInt("version"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                triggered == null ? null : triggered.toInstant());
    }

    private static FillView fill(ResultSet row) throws SQLException {
        TradingEvent event = JournalRow.read(Contracts.TRADING_EVENTS, row);
        if (event instanceof OrderFilled fill) {
            return FillView.of(fill);
        }
        throw new IllegalStateException("expected a fill in the journal but got " + event);
    }
}
