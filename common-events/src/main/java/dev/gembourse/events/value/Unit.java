package dev.gembourse.events.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** What a ledger account counts: a currency code or an asset's symbol; both share one name space. */
public record Unit(@JsonValue String code) implements Comparable<Unit> {

    private static final Pattern SHAPE = Pattern.compile("[A-Z0-9][A-Z0-9.-]{0,19}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Unit {
        if (!SHAPE.matcher(code).matches()) {
            throw new IllegalArgumentException("expected a currency or asset code of 1 to 20 of A-Z, 0-9, '.' and '-'");
        }
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
