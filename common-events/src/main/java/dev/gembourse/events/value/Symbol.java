package dev.gembourse.events.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An asset's ticker: 1 to 20 of {@code A-Z 0-9 . -}, beginning with a letter or digit. Key of the asset's records on Kafka. */
public record Symbol(@JsonValue String value) implements Comparable<Symbol> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Symbol {
        if (!Ticker.isOne(value)) {
            throw new IllegalArgumentException(
                    "expected symbol to be 1 to 20 of A-Z, 0-9, '.' and '-', beginning with a letter or digit");
        }
    }

    /** The ledger unit in which holdings of this asset are counted. */
    public Unit unit() {
        return Unit.of(value);
    }

    @Override
    public int compareTo(Symbol other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
