package dev.gembourse.events.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** What a ledger account counts: the code of a currency or virtual unit, or an asset's symbol; both share one name space. */
public record Unit(@JsonValue String code) implements Comparable<Unit> {

    // The units in use are few and read a million times: one object each. A race only makes one more object.
    private static final @Nullable Unit[] KNOWN = new Unit[1024];

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Unit {
        if (!Ticker.isOne(code)) {
            throw new IllegalArgumentException("expected a currency or asset code of 1 to 20 of A-Z, 0-9, '.' and '-'");
        }
    }

    /** As the constructor, but mostly an object that is there already. */
    public static Unit of(String code) {
        int slot = code.hashCode() & (KNOWN.length - 1);
        Unit known = KNOWN[slot];
        if (known != null && known.code.equals(code)) {
            return known;
        }
        Unit unit = new Unit(code);
        KNOWN[slot] = unit;
        return unit;
    }

    @Override
    public int compareTo(Unit other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
