package dev.gembourse.events.market;

import static dev.gembourse.events.market.UnitKind.CURRENCY;
import static dev.gembourse.events.market.UnitKind.VIRTUAL;

import dev.gembourse.events.value.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The units that every service knows before it has heard of any other, as they are unless they were changed since. */
public final class BuiltInUnits {

    public static final List<UnitDefinition> ALL = List.of(
            unit("BTC", "Bitcoin", CURRENCY, 8),
            unit("DI", "Diamonds", VIRTUAL, 0),
            unit("ETH", "Ether", CURRENCY, 8),
            unit("EUR", "Euro", CURRENCY, 2),
            unit("GBP", "Pound Sterling", CURRENCY, 2),
            unit("GC", "Gold Coins", VIRTUAL, 0),
            unit("LP", "Loyalty Points", VIRTUAL, 0),
            unit("USD", "US Dollar", CURRENCY, 2));

    private BuiltInUnits() {}

    /** The built-in unit of this code, or null when there is none. */
    public static @Nullable UnitDefinition find(Unit unit) {
        return ALL.stream().filter(one -> one.unit().equals(unit)).findAny().orElse(null);
    }

    private static UnitDefinition unit(String code, String name, UnitKind kind, int scale) {
        return new UnitDefinition(Unit.of(code), name, kind, scale, UnitStatus.OPEN);
    }
}
