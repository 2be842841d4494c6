package dev.gembourse.events.view;

import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;

/** An account's balance of one currency; {@code total} = {@code available} + {@code held}. */
public record CashView(Unit currency, BigDecimal available, BigDecimal held, BigDecimal total) {}
