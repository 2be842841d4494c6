package dev.gembourse.gateway.candle;

import dev.gembourse.events.market.Candle;
import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.market.MarketCommand.ImportCandles;
import dev.gembourse.gateway.problem.Complaint;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gathers the rows of an import, and everything that is wrong with any of them. Either all of them are good or none is taken. */
final class CandleRows {

    private static final int MOST_COMPLAINTS = 100;

    private final CandleInterval interval;
    private final List<Candle> candles = new ArrayList<>();
    private final List<Complaint> complaints = new ArrayList<>();
    private @Nullable Instant before;
    private int rows;
    private int bad;

    CandleRows(CandleInterval interval) {
        this.interval = interval;
    }

    /**
     * Adds a row.
     *
     * @param at makes a complaint about this row
     * @param row throws IllegalArgumentException when it is no candle
     */
    void add(Function<String, Complaint> at, Supplier<Candle> row) {
        rows++;
        if (rows > ImportCandles.MOST) {
            return;
        }
        try {
            Candle candle = row.get();
            requireStart(candle.start());
            candles.add(candle);
        } catch (IllegalArgumentException e) {
            complain(at.apply(String.valueOf(e.getMessage())));
        }
    }

    /** Says that something is wrong with a row. */
    void complain(Complaint complaint) {
        bad++;
        if (complaints.size() < MOST_COMPLAINTS) {
            complaints.add(complaint);
        }
    }

    /**
     * All rows, the oldest first.
     *
     * @throws ProblemException INVALID_REQUEST with the first hundred bad rows, or because there are none or too many
     */
    List<Candle> all() {
        if (rows > ImportCandles.MOST) {
            throw ProblemException.badMember(
                    "",
                    "expected at most " + ImportCandles.MOST + " candles but got " + rows + "; import them in parts");
        }
        if (bad > complaints.size()) {
            complaints.add(Complaint.aboutMember("", "and " + (bad - complaints.size()) + " more rows are bad"));
        }
        if (!complaints.isEmpty()) {
            throw ProblemException.of(ProblemCode.INVALID_REQUEST, complaints);
        }
        if (candles.isEmpty()) {
            throw ProblemException.badMember("", "expected at least one candle but got none");
        }
        return candles;
    }

    private void requireStart(Instant start) {
        Instant last = before;
        before = start;
        if (!interval.startOf(start).equals(start)) {
            throw new IllegalArgumentException("expected a start at a multiple of " + interval + ", such as "
                    + interval.startOf(start) + ", but got " + start);
        }
        if (last != null && !start.isAfter(last)) {
            throw new IllegalArgumentException(
                    "expected a start after that of the row before, " + last + ", but got " + start);
        }
    }
}
