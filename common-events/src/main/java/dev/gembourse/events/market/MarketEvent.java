package dev.gembourse.events.market;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import java.time.Instant;

/**
 * A fact about one asset, on {@code market.events.v1}, keyed by the symbol. Events that change the asset carry its whole
 * state afterwards and are copied to the compacted {@code market.state.v1}.
 */
public sealed interface MarketEvent {

    OperationId operationId();

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

    record AssetCreated(OperationId operationId, Asset asset, Instant occurredAt) implements AssetStated {}

    record AssetChanged(OperationId operationId, Asset asset, Instant occurredAt) implements AssetStated {}

    /** Buys are refused from now on; whether it could be retired is told by the outcome that follows. */
    record AssetRetirementBegun(OperationId operationId, Asset asset, Instant occurredAt) implements AssetStated {
        @Override
        public boolean concludesOperation() {
            return false;
        }
    }

    record AssetRetired(OperationId operationId, Asset asset, Instant occurredAt) implements AssetStated {}

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
