package dev.gembourse.events.view;

import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an asset cost between two moments, both included. Where the range begins or ends within an hour whose ticks or minutes are not kept any
 * more, what is not kept is not counted.
 *
 * @param from null when everything before {@code to} is meant
 * @param to null when everything since {@code from} is meant
 * @param ticks how many prices were told; imported candles do not count
 * @param average of all prices, rounded half-even to 8 decimals; null when there was none
 * @param volume how much was offered
 * @param newest the last prices before {@code to}, at most 5, the newest first
 * @param trades the last trades before {@code to}, of the last days, at most 5, the newest first
 */
public record StatisticsView(
        Symbol symbol,
        @Nullable Instant from,
        @Nullable Instant to,
        long ticks,
        @Nullable Price highest,
        @Nullable Price lowest,
        @Nullable BigDecimal average,
        BigDecimal volume,
        List<TickView> newest,
        List<TapeView> trades) {

    public StatisticsView {
        newest = List.copyOf(newest);
        trades = List.copyOf(trades);
    }
}
