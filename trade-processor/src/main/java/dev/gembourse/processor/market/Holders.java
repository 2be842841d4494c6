package dev.gembourse.processor.market;

import dev.gembourse.events.value.Symbol;

/** How many accounts hold an asset. */
@FunctionalInterface
interface Holders {

    long of(Symbol symbol);
}
