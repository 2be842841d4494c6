package dev.gembourse.events.view;

import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.util.List;

/** The sum of all ledger accounts per unit; {@code balanced} says whether every {@code total} is 0. */
public record TrialBalanceView(boolean balanced, List<Line> units) {

    public TrialBalanceView {
        units = List.copyOf(units);
    }

    /** total = players + system, and must be 0. */
    public record Line(Unit unit, BigDecimal total, BigDecimal players, BigDecimal system) {}
}
