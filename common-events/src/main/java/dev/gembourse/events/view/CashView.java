package dev.gembourse.events.view;

import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An account's balance of one currency; {@code total} = {@code available} + {@code held}. */
public record CashView(Unit currency, BigDecimal available, BigDecimal held, BigDecimal total) {

    /** What there is of a currency; {@code held} is null where nothing is. */
    public static CashView of(Unit currency, BigDecimal available, @Nullable BigDecimal held) {
        BigDecimal margin = held == null ? BigDecimal.ZERO.setScale(available.scale()) : held;
        return new CashView(currency, available, margin, available.add(margin));
    }
}
