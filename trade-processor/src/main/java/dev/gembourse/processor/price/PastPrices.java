package dev.gembourse.processor.price;

import dev.gembourse.events.market.Candle;
import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.Symbol;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of prices at the moment of deciding. */
public interface PastPrices {

    /**
     * The newest tick of a source: the latest, and of those of one time the one with the highest number.
     *
     * @param sequence null when it has none
     */
    record Newest(Instant time, @Nullable Long sequence) {

        /** Whether a tick is older, or told before. Without numbers, ticks of one time are taken as they come. */
        public boolean isAfter(Instant otherTime, @Nullable Long otherSequence) {
            int order = time.compareTo(otherTime);
            return order > 0 || (order == 0 && sequence != null && otherSequence != null && sequence > otherSequence);
        }
    }

    /** The newest tick of a source; null when it has told none yet. */
    @Nullable
    Newest newest(Symbol symbol, TickSource source);

    /** The candle that was imported for this time; null when there is none. */
    @Nullable
    Candle imported(Symbol symbol, CandleInterval interval, Instant start);
}
