package dev.gembourse.processor.query;

import dev.gembourse.events.market.CandleInterval;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of time put together of the longest candles that fit into it, and of single ticks where not even the shortest does: at
 * most two stretches of each length however long it is.
 *
 * @param candles stretches that are covered by candles of a length
 * @param ticks stretches that only ticks tell of, each shorter than a minute
 */
record Cover(List<Part> candles, List<Part> ticks) {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
    private static final CandleInterval[] LENGTHS = CandleInterval.values();

    /** From a moment to before another, by candles of so many minutes; 0 for ticks. */
    record Part(int minutes, Instant since, Instant until) {}

    static Cover of(TimeRange range) {
        Instant since = range.from() == null ? FIRST : range.from();
        Instant until = range.to() == null
                ? LAST
                : range.to().truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
        Cover cover = new Cover(new ArrayList<>(), new ArrayList<>());
        cover.add(since, until, LENGTHS.length - 1);
        return cover;
    }

    private void add(Instant since, Instant until, int level) {
        if (!since.isBefore(until)) {
            return;
        }
        if (level < 0) {
            ticks.add(new Part(0, since, until));
            return;
        }
        CandleInterval interval = LENGTHS[level];
        Instant begin = interval.startOf(since);
        Instant first = begin.equals(since) ? since : begin.plus(interval.length());
        Instant end = interval.startOf(until);
        if (first.isAfter(end)) {
            add(since, until, level - 1);
            return;
        }
        if (first.isBefore(end)) {
            candles.add(new Part((int) interval.length().toMinutes(), first, end));
        }
        add(since, first, level - 1);
        add(end, until, level - 1);
    }
}
