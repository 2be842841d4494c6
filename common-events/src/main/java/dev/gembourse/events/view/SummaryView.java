package dev.gembourse.events.view;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an account has made of one currency. {@code equity} = {@code cash} + what the positions are worth, of this currency alone.
 *
 * @param realisedPnl what closing has earned, fees deducted
 * @param unrealisedPnl what the positions are worth more than they have cost, fees included
 * @param fees paid, less those that came back
 * @param closedTrades trades that closed a position or a part of one and were not taken back: {@code wins} that earned something, {@code
 *     losses} and those that {@code breakEven}
 * @param winRate wins of 100 closed trades, rounded half-up to 2 decimals; 0 when there are none
 * @param best the closed trade that earned most; null when there is none
 */
public record SummaryView(
        Unit currency,
        BigDecimal equity,
        BigDecimal cash,
        BigDecimal realisedPnl,
        BigDecimal unrealisedPnl,
        BigDecimal fees,
        long openPositions,
        long closedTrades,
        long wins,
        long losses,
        long breakEven,
        BigDecimal winRate,
        @Nullable Result best,
        @Nullable Result worst) {

    /** What a closed trade has earned, fees deducted. */
    public record Result(OperationId tradeId, Symbol symbol, BigDecimal realisedPnl, Instant closedAt) {}
}
