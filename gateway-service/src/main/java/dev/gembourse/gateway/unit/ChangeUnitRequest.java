package dev.gembourse.gateway.unit;

import dev.gembourse.events.market.MarketCommand.ChangeUnit;
import dev.gembourse.events.market.UnitStatus;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Unit;
import dev.gembourse.gateway.edge.DisplayName;
import dev.gembourse.gateway.problem.ProblemException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks for changes of a unit; what is not given stays. */
record ChangeUnitRequest(
        @Nullable DisplayName name, @Nullable UnitStatus status) {

    ChangeUnit command(OperationId operation, Unit unit, Instant now) {
        if (name == null && status == null) {
            throw ProblemException.badMember("", "expected at least one of name and status");
        }
        return new ChangeUnit(operation, unit, name == null ? null : name.value(), status, now);
    }
}
