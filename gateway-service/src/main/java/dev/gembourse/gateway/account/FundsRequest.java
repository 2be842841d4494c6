package dev.gembourse.gateway.account;

import dev.gembourse.events.value.Unit;
import dev.gembourse.gateway.edge.Amount;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.unit.Units;

/** Names an amount of money. */
record FundsRequest(Unit currency, Amount amount) {

    /**
     * The money, if there is such money.
     *
     * @param pointer where in the request this stands
     */
    Units.Named money(String pointer, Units units) {
        return units.money(currency, amount, pointer + "/currency", pointer + "/amount", ProblemCode.UNKNOWN_CURRENCY);
    }
}
