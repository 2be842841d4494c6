package dev.gembourse.events.view;

import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.market.UnitKind;
import dev.gembourse.events.market.UnitStatus;
import dev.gembourse.events.value.Unit;

/** A currency or virtual unit; amounts of it have at most {@code scale} decimals. */
public record UnitView(Unit unit, String name, UnitKind kind, int scale, UnitStatus status) {

    public static UnitView of(UnitDefinition definition) {
        return new UnitView(
                definition.unit(), definition.name(), definition.kind(), definition.scale(), definition.status());
    }
}
