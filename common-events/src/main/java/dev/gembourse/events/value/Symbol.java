package dev.gembourse.events.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** An asset's ticker: 1 to 20 of {@code A-Z 0-9 . -}, beginning with a letter or digit. Key of the asset's records on Kafka. */
public record Symbol(@JsonValue String value) implements Comparable<Symbol> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Symbol {
        if (!Ticker.isOne(value)) {
            throw new IllegalArgumentException(
                    "expected symbol to be 1 to 20 of A-Z, 0-9, '.' and '-', beginning with a letter or digit");
        }
    }

    /** The symbol that a text is; null when it is none. */
    public static @Nullable Symbol find(@Nullable String text) {
        return text != null && Ticker.isOne(text) ? new Symbol(text) : null;
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
