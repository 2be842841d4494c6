package dev.gembourse.events.market;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request about one asset or unit, on {@code market.commands.v1}, keyed by its symbol or code. One partition decides about
 * everything of that name, so that no asset and unit can ever share one.
 */
public sealed interface MarketCommand {

    /** Which operation this asks for; the same id with the same {@link #content()} is the same request. */
    OperationId operationId();

    /** The asset's symbol, or the unit's code. */
    Symbol symbol();

    /** When the request was accepted (the sender's clock; informative only). */
    Instant submittedAt();

    MarketOperationKind kind();

    /** What is asked for, without when and how: two requests with equal content are retries of each other. */
    String content();

    /** A request about an asset. */
    sealed interface AssetCommand extends MarketCommand {}

    /** A request about a unit. */
    sealed interface UnitCommand extends MarketCommand {}

    /** Brings a new asset to the market; {@code scale} is the number of decimals a quantity may have, 0 to 8. */
    record CreateAsset(
            OperationId operationId,
            Symbol symbol,
            String name,
            Unit currency,
            Price price,
            int scale,
            Instant submittedAt)
            implements AssetCommand {
        public CreateAsset {
            Asset.requireName(name);
            Asset.requireScale(scale);
        }

        @Override
        public MarketOperationKind kind() {
            return MarketOperationKind.CREATE_ASSET;
        }

        @Override
        public String content() {
            return "create " + symbol + " " + currency + " " + price + " " + scale + " " + name;
        }
    }

    /** Changes what is given; {@code status} may be ACTIVE or HALTED. */
    record ChangeAsset(
            OperationId operationId,
            Symbol symbol,
            @Nullable String name,
            @Nullable Price price,
            @Nullable AssetStatus status,
            Instant submittedAt)
            implements AssetCommand {
        public ChangeAsset {
            if (name == null && price == null && status == null) {
                throw new IllegalArgumentException("expected at least one of name, price and status");
            }
            if (name != null) {
                Asset.requireName(name);
            }
            if (status == AssetStatus.RETIRING || status == AssetStatus.RETIRED) {
                throw new IllegalArgumentException("expected status to be ACTIVE or HALTED; DELETE retires an asset");
            }
        }

        @Override
        public MarketOperationKind kind() {
            return MarketOperationKind.CHANGE_ASSET;
        }

        @Override
        public String content() {
            return "change " + symbol + " " + price + " " + status + (name == null ? "" : " name " + name);
        }
    }

    /** Takes an asset off the market: buys end at once, and it is retired if nobody holds it. */
    record RetireAsset(OperationId operationId, Symbol symbol, Instant submittedAt) implements AssetCommand {
        @Override
        public MarketOperationKind kind() {
            return MarketOperationKind.RETIRE_ASSET;
        }

        @Override
        public String content() {
            return "retire " + symbol;
        }
    }

    /** Makes a new unit known, in which accounts can hold money or points from then on. */
    record DefineUnit(OperationId operationId, UnitDefinition definition, Instant submittedAt) implements UnitCommand {
        @Override
        public Symbol symbol() {
            return new Symbol(definition.unit().code());
        }

        @Override
        public MarketOperationKind kind() {
            return MarketOperationKind.DEFINE_UNIT;
        }

        @Override
        public String content() {
            return "define " + definition.unit() + " " + definition.kind() + " " + definition.scale() + " "
                    + definition.status() + " " + definition.name();
        }
    }

    /** Changes what is given of a unit. */
    record ChangeUnit(
            OperationId operationId,
            Unit unit,
            @Nullable String name,
            @Nullable UnitStatus status,
            Instant submittedAt) implements UnitCommand {
        public ChangeUnit {
            if (name == null && status == null) {
                throw new IllegalArgumentException("expected at least one of name and status");
            }
            if (name != null) {
                Asset.requireName(name);
            }
        }

        @Override
        public Symbol symbol() {
            return new Symbol(unit.code());
        }

        @Override
        public MarketOperationKind kind() {
            return MarketOperationKind.CHANGE_UNIT;
        }

        @Override
        public String content() {
            return "change unit " + unit + " " + status + (name == null ? "" : " name " + name);
        }
    }
}
