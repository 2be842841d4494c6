package dev.gembourse.events.view;

import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.market.MarketEvent.CandlesImported;
import dev.gembourse.events.value.Symbol;
import java.time.Instant;

/**
 * What became of an import.
 *
 * @param from the start of the first candle
 * @param to the start of the last
 * @param imported how many were not there before
 * @param unchanged how many were
 */
public record CandleImportView(
        Symbol symbol, CandleInterval interval, Instant from, Instant to, int imported, int unchanged) {

    public static CandleImportView of(CandlesImported event) {
        return new CandleImportView(
                event.symbol(), event.interval(), event.from(), event.to(), event.imported(), event.unchanged());
    }
}
