package dev.gembourse.gateway.unit;

import dev.gembourse.events.market.MarketCommand.DefineUnit;
import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.market.UnitKind;
import dev.gembourse.events.market.UnitStatus;
import dev.gembourse.events.value.Decimals;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Unit;
import dev.gembourse.gateway.edge.DisplayName;
import dev.gembourse.gateway.problem.ProblemException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a new unit.
 *
 * @param scale how many decimals an amount of it may have, 0 to 8; it can never be changed
 * @param status OPEN if it is not said
 */
record DefineUnitRequest(
        Unit unit,
        DisplayName name,
        UnitKind kind,
        int scale,
        @Nullable UnitStatus status) {

    DefineUnit command(OperationId operation, Instant now) {
        if (scale < 0 || scale > Decimals.MAX_SCALE) {
            throw ProblemException.badMember(
                    "/scale", "expected a number from 0 to " + Decimals.MAX_SCALE + " but got " + scale);
        }
        UnitStatus itsStatus = status == null ? UnitStatus.OPEN : status;
        return new DefineUnit(operation, new UnitDefinition(unit, name.value(), kind, scale, itsStatus), now);
    }
}
