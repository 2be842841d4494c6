package dev.gembourse.events.market;

import dev.gembourse.events.order.Fill;
import dev.gembourse.events.order.OrderEnd;
import dev.gembourse.events.order.Replacement;
import dev.gembourse.events.order.Trigger;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact about one asset or unit, on {@code market.events.v1}, keyed by its symbol or code. Events that change it carry its whole
 * state afterwards and are copied to the compacted {@code market.state.v1}.
 */
public sealed interface MarketEvent {

    OperationId operationId();

    /** The asset's symbol, or the unit's code. */
    Symbol symbol();

    /** When it happened, by the clock of the market's batch. */
    Instant occurredAt();

    /** Whether this event is what became of its operation; the others only accompany it. */
    default boolean concludesOperation() {
        return true;
    }

    /** An event after which the asset is as given. */
    sealed interface AssetStated extends MarketEvent {
        Asset asset();

        @Override
        default Symbol symbol() {
            return asset().symbol();
        }
    }

    /** An event after which the unit is as given. */
    sealed interface UnitStated extends MarketEvent {
        UnitDefinition definition();

        @Override
        default Symbol symbol() {
            return new Symbol(definition().unit().code());
        }
    }

    record AssetCreated(OperationId operationId, Asset asset, Instant occurredAt) implements AssetStated {}

    record AssetChanged(OperationId operationId, Asset asset, Instant occurredAt) implements AssetStated {}

    /**
     * The circuit breaker has halted trading: something was to be filled too far from the last price. An operator lets it go on.
     *
     * @param last the price from which it is counted
     * @param price at which something was to be filled
     */
    record TradingHalted(OperationId operationId, Asset asset, Price last, Price price, Instant occurredAt)
            implements AssetStated {
        @Override
        public boolean concludesOperation() {
            return false;
        }
    }

    /** Buys are refused from now on; whether it could be retired is told by the outcome that follows. */
    record AssetRetirementBegun(OperationId operationId, Asset asset, Instant occurredAt) implements AssetStated {
        @Override
        public boolean concludesOperation() {
            return false;
        }
    }

    record AssetRetired(OperationId operationId, Asset asset, Instant occurredAt) implements AssetStated {}

    /**
     * A source has told a price.
     *
     * @param asset as it is now
     * @param time when that was the price, by the source's clock
     * @param current whether the asset has this price now; otherwise the tick came late and is part of the past alone
     * @param submittedAt when a gateway accepted it, or its sender sent it
     */
    record PriceTicked(
            OperationId operationId,
            Asset asset,
            TickSource source,
            @Nullable Long sequence,
            Price price,
            @Nullable BigDecimal available,
            Instant time,
            boolean current,
            Instant submittedAt,
            Instant occurredAt)
            implements AssetStated {}

    /**
     * Candles that were made elsewhere are there now.
     *
     * @param from the start of the first
     * @param to the start of the last
     * @param imported how many were not there before
     * @param unchanged how many were
     */
    record CandlesImported(
            OperationId operationId,
            Symbol symbol,
            CandleInterval interval,
            Instant from,
            Instant to,
            int imported,
            int unchanged,
            Instant occurredAt)
            implements MarketEvent {}

    /**
     * Something has happened in an asset's order book: what a command has brought about, in as many events as it takes. Each fill and each
     * end is settled by its account.
     *
     * @param concludesOperation whether it is what became of its operation: the first for a command about an order; for others none
     * @param fills in the order of their executions, both sides of one together; at most {@link #MOST}
     * @param ends of orders, in the order in which they ended; at most {@link #MOST}
     * @param triggers of orders whose stop the last price has reached; at most {@link #MOST}
     * @param replacement what became of the wish to replace an order; null when there was none
     */
    record BookUpdated(
            OperationId operationId,
            Symbol symbol,
            boolean concludesOperation,
            List<Fill> fills,
            List<OrderEnd> ends,
            List<Trigger> triggers,
            @Nullable Replacement replacement,
            Instant occurredAt)
            implements MarketEvent {

        /** So that an event stays small however much has happened. */
        public static final int MOST = 100;

        public BookUpdated {
            fills = List.copyOf(fills);
            ends = List.copyOf(ends);
            triggers = List.copyOf(triggers);
        }
    }

    record UnitDefined(OperationId operationId, UnitDefinition definition, Instant occurredAt) implements UnitStated {}

    record UnitChanged(OperationId operationId, UnitDefinition definition, Instant occurredAt) implements UnitStated {}

    /** A rule said no. {@code detail} says in words what was expected and what was found. */
    record MarketOperationRefused(
            OperationId operationId,
            Symbol symbol,
            MarketOperationKind kind,
            MarketRefusal reason,
            String detail,
            Instant occurredAt)
            implements MarketEvent {}

    /** A command came whose operation was already decided; see {@code TradingEvent.CommandRepeated}. */
    record MarketCommandRepeated(
            OperationId operationId, Symbol symbol, boolean sameContent, StreamPosition outcome, Instant occurredAt)
            implements MarketEvent {
        @Override
        public boolean concludesOperation() {
            return false;
        }
    }
}
