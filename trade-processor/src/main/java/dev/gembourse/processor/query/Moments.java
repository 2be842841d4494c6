package dev.gembourse.processor.query;

import dev.gembourse.processor.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The moments of a history: full hours or days in UTC, from the beginning of the interval that the first moment is in; then now, if the
 * history is to go on till now.
 *
 * @param interval 1h or 1d
 * @param tillNow whether the last is now
 */
record Moments(String interval, List<Instant> times, boolean tillNow) {

    private static final int MOST = 1_000;

    private static final Map<String, ChronoUnit> INTERVALS = Map.of("1h", ChronoUnit.HOURS, "1d", ChronoUnit.DAYS);

    private static final Map<String, Duration> PERIODS = Map.of(
            "1d", Duration.ofDays(1),
            "7d", Duration.ofDays(7),
            "30d", Duration.ofDays(30),
            "90d", Duration.ofDays(90),
            "1y", Duration.ofDays(365));

    /**
     * Those that the parameters ask for: a period that ends now, or a range.
     *
     * @param opened when the account was, where "all" begins
     */
    static Moments of(@Nullable String period, TimeRange range, String interval, Instant opened, Instant now) {
        ChronoUnit unit = INTERVALS.get(interval);
        if (unit == null) {
            throw Problem.badParameter("interval", "expected 1h or 1d");
        }
        boolean isRange = range.from() != null || range.to() != null;
        if (period != null && isRange) {
            throw Problem.badParameter("period", "expected a period, or 'from' and 'to', but not both");
        }
        Instant from = isRange ? begin(range, opened) : begin(period, opened, now);
        if (from.isAfter(now)) {
            throw Problem.badParameter("from", "expected a time that has come");
        }
        boolean tillNow = range.to() == null || !range.to().isBefore(now);
        Instant to = range.to() == null || tillNow ? now : range.to();
        return new Moments(interval, times(from.truncatedTo(unit), to, unit, tillNow), tillNow);
    }

    private static Instant begin(TimeRange range, Instant opened) {
        if (range.from() != null) {
            return range.from();
        }
        return range.to() == null || range.to().isAfter(opened) ? opened : range.to();
    }

    private static Instant begin(@Nullable String period, Instant opened, Instant now) {
        if ("all".equals(period)) {
            return opened;
        }
        Duration length = PERIODS.get(period == null ? "30d" : period);
        if (length == null) {
            throw Problem.badParameter("period", "expected 1d, 7d, 30d, 90d, 1y or all");
        }
        return now.minus(length);
    }

    private static List<Instant> times(Instant first, Instant to, ChronoUnit unit, boolean tillNow) {
        long points = unit.between(first, to) + 1 + (tillNow ? 1 : 0);
        if (points > MOST) {
            throw Problem.badParameter(
                    "interval",
                    "expected a range of at most " + MOST + " points but got " + points
                            + ": ask for a shorter range or a longer interval");
        }
        List<Instant> times = new ArrayList<>();
        for (Instant at = first; !at.isAfter(to); at = at.plus(1, unit)) {
            times.add(at);
        }
        if (tillNow && !times.getLast().equals(to)) {
            times.add(to);
        }
        return times;
    }
}
