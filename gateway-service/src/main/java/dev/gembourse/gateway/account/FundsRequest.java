package dev.gembourse.gateway.account;

import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Unit;
import dev.gembourse.gateway.edge.Amount;
import dev.gembourse.gateway.problem.Complaint;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.util.List;
import java.util.OptionalInt;

/** Names an amount of money. */
record FundsRequest(Unit currency, Amount amount) {

    /**
     * The money, if there is such money: a currency that exists, in no finer parts than it has.
     *
     * @param pointer where in the request this stands
     */
    Money money(String pointer) {
        OptionalInt scale = Currencies.scale(currency);
        if (scale.isEmpty()) {
            throw refuse(
                    ProblemCode.UNKNOWN_CURRENCY,
                    pointer + "/currency",
                    "expected one of " + Currencies.all().stream().sorted().toList() + " but got " + currency);
        }
        if (amount.value().scale() > scale.getAsInt()) {
            throw refuse(
                    ProblemCode.AMOUNT_SCALE_EXCEEDED,
                    pointer + "/amount",
                    "expected at most %d decimals of %s but got %d"
                            .formatted(
                                    scale.getAsInt(), currency, amount.value().scale()));
        }
        return new Money(currency, amount.value());
    }

    private static ProblemException refuse(ProblemCode code, String pointer, String detail) {
        return ProblemException.of(code, List.of(Complaint.aboutMember(pointer, detail)));
    }
}
