package dev.gembourse.gateway.account;

import dev.gembourse.events.value.Reference;
import dev.gembourse.events.value.Unit;
import dev.gembourse.gateway.edge.Amount;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.unit.Units;
import org.jspecify.annotations.Nullable;

/**
 * Names an amount of a unit.
 *
 * @param reference what it is for: 1 to 100 printable characters
 */
record WalletRequest(Unit unit, Amount amount, @Nullable Reference reference) {

    Units.Named money(Units units) {
        return units.money(unit, amount, "/unit", "/amount", ProblemCode.UNKNOWN_UNIT);
    }
}
