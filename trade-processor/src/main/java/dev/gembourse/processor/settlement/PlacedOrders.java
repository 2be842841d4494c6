package dev.gembourse.processor.settlement;

import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.order.Exit;
import dev.gembourse.events.order.Order;
import dev.gembourse.events.order.OrderStatus;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.CancelOrders;
import dev.gembourse.events.trading.TradingCommand.EndOrder;
import dev.gembourse.events.trading.TradingCommand.NoteTrigger;
import dev.gembourse.events.trading.TradingCommand.PlaceOrder;
import dev.gembourse.events.trading.TradingCommand.ReplaceOrder;
import dev.gembourse.events.trading.TradingCommand.SettleFill;
import dev.gembourse.events.trading.TradingCommand.SettleReplacement;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.CancellationRequested;
import dev.gembourse.events.trading.TradingEvent.OrderEnded;
import dev.gembourse.events.trading.TradingEvent.OrderFilled;
import dev.gembourse.events.trading.TradingEvent.OrderPlaced;
import dev.gembourse.events.trading.TradingEvent.OrderReplaced;
import dev.gembourse.events.trading.TradingEvent.OrderTriggered;
import dev.gembourse.events.trading.TradingEvent.ReplacementRequested;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.UnreadableMessage;
import dev.gembourse.exactlyonce.Input;
import dev.gembourse.exactlyonce.Writes;
import dev.gembourse.processor.account.Amounts;
import dev.gembourse.processor.account.OrderState;
import dev.gembourse.processor.account.Orders;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The orders that a batch's commands name. Those that are open stay in memory from batch to batch, for their fills to come. */
final class PlacedOrders implements Orders {

    /** How many one command cancels. */
    static final int MOST_TO_CANCEL = 1_000;

    /** When more are in memory, all are forgotten: what is in use is soon here again. */
    private static final int MOST_KEPT = 100_000;

    private static final String NAMED = """
            select order_id, account_id, partition, placed_seq, symbol, currency, currency_scale, side, worst, by_budget,
                   maker_fee, taker_fee, asked, open, held, filled, paid, fees, status, version, reason, replacing,
                   triggered_at, exit_limit, exit_stop, terms_seq
              from player_order
             where order_id = any (?)
            """;

    private static final String OPEN = """
            select order_id, account_id, partition, placed_seq, symbol, currency, currency_scale, side, worst, by_budget,
                   maker_fee, taker_fee, asked, open, held, filled, paid, fees, status, version, reason, replacing,
                   triggered_at, exit_limit, exit_stop, terms_seq
              from player_order
             where account_id = any (?) and reason is null
            """;

    private static final String TERMS = """
            select o.order_id, j.key, j.type, j.value
              from player_order o
              join journal j on j.partition = o.partition and j.seq = coalesce(o.terms_seq, o.placed_seq)
             where o.order_id = any (?)
            """;

    private final Map<OrderId, Kept> kept = new HashMap<>();
    private final List<OrderId> ended = new ArrayList<>();
    private final OrderRows rows = new OrderRows();

    /** An order, and where it was placed. */
    static final class Kept {

        final StreamPosition placed;
        OrderState state;

        /** Where it was replaced last; null when it never was. */
        @Nullable
        Long replacedAt;

        /** As what it was placed or last replaced; null when nobody has asked. */
        @Nullable
        Order order;

        Instant changedAt = Instant.EPOCH;
        boolean stored;
        boolean changed;

        private Kept(StreamPosition placed, OrderState state, boolean stored) {
            this.placed = placed;
            this.state = state;
            this.stored = stored;
        }
    }

    /** Begins a batch. */
    void load(Connection transaction, List<Input<TradingCommand>> batch) throws SQLException {
        rows.clear();
        forget();
        Set<UUID> named = new TreeSet<>();
        Set<UUID> cancelling = new TreeSet<>();
        Set<UUID> replacing = new TreeSet<>();
        for (Input<TradingCommand> input : batch) {
            TradingCommand command = input.value();
            if (command instanceof CancelOrders cancel && cancel.order() == null) {
                cancelling.add(cancel.accountId().value());
            }
            if (command instanceof ReplaceOrder replace) {
                replacing.add(replace.order().value());
            }
            OrderId order = named(command);
            if (order != null && !kept.containsKey(order)) {
                named.add(order.value());
            }
        }
        if (!named.isEmpty()) {
            read(transaction, NAMED, named);
        }
        if (!cancelling.isEmpty()) {
            read(transaction, OPEN, cancelling);
        }
        if (!replacing.isEmpty()) {
            readTerms(transaction, replacing);
        }
    }

    private static @Nullable OrderId named(TradingCommand command) {
        return switch (command) {
            case PlaceOrder place -> place.terms().clientOrderId() == null ? null : place.order();
            case CancelOrders cancel -> cancel.order();
            case ReplaceOrder replace -> replace.order();
            case NoteTrigger note -> note.trigger().order();
            case SettleReplacement settle -> settle.replacement().order().id();
            case SettleFill settle -> settle.fill().order();
            case EndOrder end -> end.end().order();
            default -> null;
        };
    }

    @Override
    public @Nullable OrderState find(OrderId order) {
        Kept found = kept.get(order);
        return found == null ? null : found.state;
    }

    @Override
    public @Nullable Order terms(OrderId order) {
        Kept found = kept.get(order);
        return found == null ? null : found.order;
    }

    @Override
    public List<OrderState> open(AccountId account, @Nullable Symbol symbol) {
        return kept.values().stream()
                .filter(one -> one.state.account().equals(account)
                        && one.state.reason() == null
                        && (symbol == null || one.state.symbol().equals(symbol)))
                .sorted(Comparator.comparingLong(one -> one.placed.index()))
                .limit(MOST_TO_CANCEL)
                .map(one -> one.state)
                .toList();
    }

    /** Notes what the batch has decided. */
    void decided(TradingEvent event, StreamPosition position) {
        switch (event) {
            case OrderPlaced placed -> {
                Kept placedNow = new Kept(position, OrderState.of(placed), false);
                placedNow.order = placed.order();
                kept.put(placedNow.state.id(), placedNow);
                changed(placedNow, placedNow.state, event);
            }
            case OrderFilled fill -> {
                Kept filled = changed(fill.order(), event);
                rows.fill(filled.placed, position.index());
            }
            case OrderEnded ended -> changed(ended.order(), event);
            case OrderTriggered triggered -> changed(triggered.order(), event);
            case ReplacementRequested request -> changed(request.order().id(), event);
            case OrderReplaced replaced -> {
                Kept answered = changed(replaced.order().id(), event);
                if (replaced.accepted()) {
                    answered.order = replaced.order();
                    answered.replacedAt = position.index();
                }
            }
            case CancellationRequested requested ->
                requested.orders().forEach(order -> {
                    Kept cancelling = require(order.order());
                    changed(cancelling, cancelling.state.cancelling(), event);
                });
            default -> {}
        }
    }

    void write(Writes writes) {
        rows.write(writes);
    }

    private Kept changed(OrderId order, TradingEvent event) {
        Kept one = require(order);
        changed(one, one.state.after(event), event);
        return one;
    }

    private void changed(Kept one, OrderState state, TradingEvent event) {
        one.state = state;
        one.changedAt = event.occurredAt();
        if (state.isSettled()) {
            ended.add(state.id());
        }
        if (!one.changed) {
            one.changed = true;
            rows.changed(one);
        }
    }

    private Kept require(OrderId order) {
        Kept found = kept.get(order);
        if (found == null) {
            throw new IllegalStateException("expected order " + order + " to be known");
        }
        return found;
    }

    /** What has ended is not asked for again, but by its owner. */
    private void forget() {
        if (kept.size() > MOST_KEPT) {
            kept.clear();
        }
        ended.forEach(kept::remove);
        ended.clear();
    }

    private void read(Connection transaction, String query, Set<UUID> ids) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(query)) {
            Array array = transaction.createArrayOf("uuid", ids.toArray());
            select.setArray(1, array);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Kept read = order(row);
                    kept.putIfAbsent(read.state.id(), read);
                    if (read.state.isSettled()) {
                        ended.add(read.state.id());
                    }
                }
            }
        }
    }

    private void readTerms(Connection transaction, Set<UUID> ids) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(TERMS)) {
            select.setArray(1, transaction.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Kept one = require(new OrderId(row.getObject(1, UUID.class)));
                    if (one.order == null) {
                        one.order = terms(row.getString(2), row.getString(3), row.getBytes(4));
                    }
                }
            }
        }
    }

    private static Order terms(String key, String type, byte[] value) {
        try {
            return switch (Contracts.TRADING_EVENTS.read(key, type, value)) {
                case OrderPlaced placed -> placed.order();
                case OrderReplaced replaced -> replaced.order();
                case TradingEvent other -> throw new IllegalStateException("expected an order but got " + other);
            };
        } catch (UnreadableMessage e) {
            throw new IllegalStateException("expected a readable event in our own journal", e);
        }
    }

    private static Kept order(ResultSet row) throws SQLException {
        String reason = row.getString(21);
        BigDecimal exitLimit = row.getBigDecimal(24);
        BigDecimal exitStop = row.getBigDecimal(25);
        OffsetDateTime triggered = row.getObject(23, OffsetDateTime.class);
        OrderState.Placement placement = new OrderState.Placement(
                new OrderId(row.getObject(1, UUID.class)),
                new AccountId(row.getObject(2, UUID.class)),
                new Symbol(row.getString(5)),
                Unit.of(row.getString(6)),
                row.getInt(7),
                Side.valueOf(row.getString(8)),
                row.getBoolean(10),
                row.getInt(11),
                row.getInt(12),
                exitLimit == null || exitStop == null ? null : new Exit(new Price(exitLimit), new Price(exitStop)));
        OrderState state = new OrderState(
                placement,
                Amounts.plain(row.getBigDecimal(9)),
                Amounts.plain(row.getBigDecimal(13)),
                Amounts.plain(row.getBigDecimal(14)),
                Amounts.plain(row.getBigDecimal(15)),
                Amounts.plain(row.getBigDecimal(16)),
                Amounts.plain(row.getBigDecimal(17)),
                Amounts.plain(row.getBigDecimal(18)),
                OrderStatus.valueOf(row.getString(19)),
                row.getBoolean(22),
                triggered == null ? null : triggered.toInstant(),
                row.getInt(20),
                reason == null ? null : EndReason.valueOf(reason));
        Kept read = new Kept(new StreamPosition(row.getInt(3), row.getLong(4)), state, true);
        read.replacedAt = row.getObject(26, Long.class);
        return read;
    }
}
