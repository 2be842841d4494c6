package dev.gembourse.processor.price;

import dev.gembourse.events.market.Candle;
import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.Symbol;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of prices at the moment of deciding. */
public interface PastPrices {

    /** The time of the newest tick of a source; null when it has told none yet. */
    @Nullable
    Instant newest(Symbol symbol, TickSource source);

    /** The candle that was imported for this time; null when there is none. */
    @Nullable
    Candle imported(Symbol symbol, CandleInterval interval, Instant start);
}
