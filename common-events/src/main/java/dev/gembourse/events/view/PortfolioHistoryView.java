package dev.gembourse.events.view;

import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * How an account's equity of one currency has come about: {@code start} + {@code deposits} + {@code realised} + {@code unrealised} − {@code
 * fees} = {@code end}, exactly.
 *
 * @param interval between two points: 1h or 1d, in UTC
 * @param start equity at the first point; {@code end} that at the last
 * @param deposits by how much they have grown from the first point to the last; so for the other three
 * @param points the oldest first; the last may be now, between two intervals
 */
public record PortfolioHistoryView(
        Unit currency,
        String interval,
        BigDecimal start,
        BigDecimal end,
        BigDecimal deposits,
        BigDecimal realised,
        BigDecimal unrealised,
        BigDecimal fees,
        List<Point> points) {

    public PortfolioHistoryView {
        points = List.copyOf(points);
    }

    /**
     * How it was at a moment: {@code equity} = {@code deposits} + {@code realised} + {@code unrealised} − {@code fees}.
     *
     * @param deposits what had come in less what had gone out, by other ways than trades
     * @param realised what closing had earned, before fees
     * @param unrealised what the positions were worth more than they had cost, before fees
     */
    public record Point(
            Instant at,
            BigDecimal equity,
            BigDecimal cash,
            BigDecimal deposits,
            BigDecimal realised,
            BigDecimal unrealised,
            BigDecimal fees) {}
}
