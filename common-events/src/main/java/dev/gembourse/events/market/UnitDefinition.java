package dev.gembourse.events.market;

import dev.gembourse.events.value.Unit;

/**
 * A unit in which accounts hold money or points. Assets are not defined like this: see {@link Asset}, whose symbols are taken
 * from the same name space.
 *
 * @param name 1 to 100 printable characters
 * @param scale how many decimals an amount of it may have, 0 to 8; never changes once the unit is defined
 */
public record UnitDefinition(Unit unit, String name, UnitKind kind, int scale, UnitStatus status) {

    public UnitDefinition {
        Asset.requireName(name);
        Asset.requireScale(scale);
    }
}
