package dev.gembourse.events.view;

import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.util.List;

/**
 * What an account held once: every currency, virtual unit or asset of which it had something, in alphabetical order. Of a currency
 * what was available, without what was held as margin; of an asset that was owed what is below 0.
 *
 * @param asOf the last event in the account's journal that is counted in; asked for again, it gives the same answer for ever
 */
public record BalancesView(StreamPosition asOf, List<Line> balances) {

    public BalancesView {
        balances = List.copyOf(balances);
    }

    /** How much of a unit. */
    public record Line(Unit unit, BigDecimal balance) {}
}
