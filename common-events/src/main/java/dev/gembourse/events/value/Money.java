package dev.gembourse.events.value;

import java.math.BigDecimal;

/**
 * An amount greater than 0 of one currency or virtual unit. Whether that exists and how many decimals it has is a rule, decided at
 * settlement, not a property of the value.
 */
public record Money(Unit currency, BigDecimal amount) {

    public Money {
        amount = Decimals.positive("amount", amount);
    }

    public static Money of(String currency, String amount) {
        return new Money(new Unit(currency), new BigDecimal(amount));
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
