package dev.gembourse.gateway.partner;

import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** What certainly is not there. Each is asked for once, however many records of a poll name it: to ask can take long. */
final class Existence {

    private final Map<Symbol, Boolean> symbols = new HashMap<>();
    private final Map<Unit, Boolean> units = new HashMap<>();
    private final Predicate<Symbol> noSymbol;
    private final Predicate<Unit> noUnit;

    Existence(Predicate<Symbol> noSymbol, Predicate<Unit> noUnit) {
        this.noSymbol = noSymbol;
        this.noUnit = noUnit;
    }

    boolean isMissing(Symbol symbol) {
        return symbols.computeIfAbsent(symbol, noSymbol::test);
    }

    boolean isMissing(Unit unit) {
        return units.computeIfAbsent(unit, noUnit::test);
    }
}
