package dev.gembourse.processor.market;

import static dev.gembourse.events.market.MarketRefusal.UNIT_NOT_FOUND;
import static dev.gembourse.events.market.MarketRefusal.UNIT_TAKEN;

import dev.gembourse.events.market.MarketCommand.ChangeUnit;
import dev.gembourse.events.market.MarketCommand.DefineUnit;
import dev.gembourse.events.market.MarketCommand.UnitCommand;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.UnitChanged;
import dev.gembourse.events.market.MarketEvent.UnitDefined;
import dev.gembourse.events.market.UnitDefinition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a command about a unit, as {@link AssetRules} does about assets. */
final class UnitRules {

    private UnitRules() {}

    /**
     * Decides a command whose operation is new.
     *
     * @param unit the unit that the command names, or null when there is none
     * @param isSymbol whether an asset has this code as its symbol
     */
    static MarketEvent decide(@Nullable UnitDefinition unit, boolean isSymbol, UnitCommand command, Instant now) {
        return switch (command) {
            case DefineUnit define -> define(unit, isSymbol, define, now);
            case ChangeUnit change -> change(unit, change, now);
        };
    }

    private static MarketEvent define(@Nullable UnitDefinition unit, boolean isSymbol, DefineUnit define, Instant now) {
        if (unit != null || isSymbol) {
            String taker = unit != null ? "a unit" : "an asset";
            return AssetRules.refusal(define, UNIT_TAKEN, "expected a free code but it is that of " + taker, now);
        }
        return new UnitDefined(define.operationId(), define.definition(), now);
    }

    private static MarketEvent change(@Nullable UnitDefinition unit, ChangeUnit change, Instant now) {
        if (unit == null) {
            String detail = "expected a unit but there is no " + change.unit();
            return AssetRules.refusal(change, UNIT_NOT_FOUND, detail, now);
        }
        UnitDefinition changed = new UnitDefinition(
                unit.unit(),
                change.name() != null ? change.name() : unit.name(),
                unit.kind(),
                unit.scale(),
                change.status() != null ? change.status() : unit.status());
        return new UnitChanged(change.operationId(), changed, now);
    }
}
