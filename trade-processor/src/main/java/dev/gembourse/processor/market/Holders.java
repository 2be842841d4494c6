package dev.gembourse.processor.market;

import dev.gembourse.events.value.Symbol;

/** How many accounts hold an asset, counted up to {@link #MANY}. */
@FunctionalInterface
interface Holders {

    int MANY = 1_000;

    long of(Symbol symbol);
}
