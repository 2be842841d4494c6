package dev.gembourse.processor.market;

import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.value.Unit;
import org.jspecify.annotations.Nullable;

/** Which units there are at the moment of deciding. */
@FunctionalInterface
interface Definitions {

    /** The currency or virtual unit of this code, or null when there is none. */
    @Nullable
    UnitDefinition of(Unit unit);
}
