package dev.gembourse.events.value;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** The currencies that Gembourse knows, with the number of decimals in which each is kept. */
public final class Currencies {

    public static final Unit USD = new Unit("USD");
    public static final Unit ETH = new Unit("ETH");

    private static final Map<Unit, Integer> SCALES = Map.of(
            USD,
            2,
            new Unit("EUR"),
            2,
            new Unit("GBP"),
            2,
            ETH,
            8,
            new Unit("BTC"),
            8,
            new Unit("GC"),
            0,
            new Unit("DI"),
            0,
            new Unit("LP"),
            0);

    private Currencies() {}

    /** The number of decimals of a currency; empty when there is no such currency. */
    public static OptionalInt scale(Unit unit) {
        Integer scale = SCALES.get(unit);
        return scale == null ? OptionalInt.empty() : OptionalInt.of(scale);
    }

    public static Set<Unit> all() {
        return SCALES.keySet();
    }
}
