package dev.gembourse.events.market;

import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The units that a process knows: at first the built-in ones, then whatever it hears. States may be told more than once; an
 * older one never replaces a newer one. Thread-safe; reading never blocks.
 */
public final class UnitBook {

    /**
     * A unit as it was last heard of.
     *
     * @param at where in the market's journal that stands; null while a built-in one is as it was built in
     */
    public record Known(UnitDefinition definition, @Nullable StreamPosition at) {}

    private final ConcurrentSkipListMap<Unit, Known> units = new ConcurrentSkipListMap<>();

    public UnitBook() {
        BuiltInUnits.ALL.forEach(unit -> units.put(unit.unit(), new Known(unit, null)));
    }

    /** The unit, or null when this process has not heard of it. */
    public @Nullable UnitDefinition find(Unit unit) {
        Known known = units.get(unit);
        return known == null ? null : known.definition();
    }

    /** As {@link #find}, with the position. */
    public @Nullable Known known(Unit unit) {
        return units.get(unit);
    }

    /** Whether it is money; a unit that nobody has told of yet is not. */
    public boolean isCurrency(Unit unit) {
        UnitDefinition definition = find(unit);
        return definition != null && definition.kind() == UnitKind.CURRENCY;
    }

    /** All of them, in the order of their codes. */
    public List<UnitDefinition> all() {
        return units.values().stream().map(Known::definition).toList();
    }

    /** Takes over how a unit is at a position of the market's journal. */
    public void state(UnitDefinition definition, StreamPosition at) {
        units.merge(
                definition.unit(),
                new Known(definition, at),
                (before, now) -> before.at() == null || before.at().index() < at.index() ? now : before);
    }

    /** An amount with the decimals of its unit; as it is when it has more, or when the unit is none of these. */
    public BigDecimal shown(Unit unit, BigDecimal amount) {
        UnitDefinition definition = find(unit);
        return definition == null || amount.scale() >= definition.scale()
                ? amount
                : amount.setScale(definition.scale());
    }
}
