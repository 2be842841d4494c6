package dev.gembourse.processor.account;

import dev.gembourse.events.value.Symbol;
import org.jspecify.annotations.Nullable;

/** What the market says at the moment of deciding. */
@FunctionalInterface
public interface Quotes {

    /** The asset at its current price, or null when there is none of this symbol. */
    @Nullable
    Quote of(Symbol symbol);
}
