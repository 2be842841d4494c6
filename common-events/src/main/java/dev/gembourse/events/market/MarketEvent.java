package dev.gembourse.events.market;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import java.time.Instant;

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

    /** Buys are refused from now on; whether it could be retired is told by the outcome that follows. */
    record AssetRetirementBegun(OperationId operationId, Asset asset, Instant occurredAt) implements AssetStated {
        @Override
        public boolean concludesOperation() {
            return false;
        }
    }

    record AssetRetired(OperationId operationId, Asset asset, Instant occurredAt) implements AssetStated {}

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
