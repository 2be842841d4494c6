package dev.gembourse.events.view;

import dev.gembourse.events.market.UnitKind;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;

/** What an account has of one currency or virtual unit; {@code total} = {@code available} + {@code held}. */
public record WalletView(
        Unit unit, String name, UnitKind kind, BigDecimal available, BigDecimal held, BigDecimal total) {}
