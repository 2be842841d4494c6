package dev.gembourse.processor.account;

import dev.gembourse.events.value.Unit;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an account holds, by unit. Immutable: {@link #with} copies one array of references, which for the few dozen units of
 * an account costs a tenth of copying a hash map in time and space.
 */
public final class Holdings {

    static final Holdings NONE = new Holdings(new Unit[0], new Holding[0]);

    /** In ascending order; shared by all versions of an account until a unit is added. */
    private final Unit[] units;

    private final Holding[] held;

    private Holdings(Unit[] units, Holding[] held) {
        this.units = units;
        this.held = held;
    }

    public static Holdings of(Map<Unit, Holding> holdings) {
        TreeMap<Unit, Holding> sorted = new TreeMap<>(holdings);
        return new Holdings(
                sorted.keySet().toArray(Unit[]::new), sorted.values().toArray(Holding[]::new));
    }

    /** Zeros when it never had any. */
    Holding of(Unit unit) {
        int at = Arrays.binarySearch(units, unit);
        return at < 0 ? Holding.NONE : held[at];
    }

    Holdings with(Unit unit, Holding holding) {
        int at = Arrays.binarySearch(units, unit);
        if (at < 0) {
            return new Holdings(inserted(units, -at - 1, unit), inserted(held, -at - 1, holding));
        }
        Holding[] changed = held.clone();
        changed[at] = holding;
        return new Holdings(units, changed);
    }

    Map<Unit, Holding> asMap() {
        Map<Unit, Holding> map = new TreeMap<>();
        for (int i = 0; i < units.length; i++) {
            map.put(units[i], held[i]);
        }
        return Collections.unmodifiableMap(map);
    }

    private static <T> T[] inserted(T[] array, int at, T element) {
        T[] longer = Arrays.copyOf(array, array.length + 1);
        System.arraycopy(array, at, longer, at + 1, array.length - at);
        longer[at] = element;
        return longer;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Holdings that && Arrays.equals(units, that.units) && Arrays.equals(held, that.held);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(units) + Arrays.hashCode(held);
    }

    @Override
    public String toString() {
        return asMap().toString();
    }
}
