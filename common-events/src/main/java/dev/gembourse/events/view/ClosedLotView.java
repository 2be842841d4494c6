package dev.gembourse.events.view;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What was bought, or sold short, by one trade and closed by another; the oldest is closed first.
 *
 * @param isShort whether it was sold before it was bought
 * @param fees the quantity's parts of both trades' fees
 * @param realisedPnl what it has earned, fees deducted
 * @param holdingSeconds whole seconds from opening to closing
 * @param closingTrade or the reversal of a trade that had opened what was closed meanwhile
 * @param reversed whether what has closed it was taken back, so that it is open again
 */
public record ClosedLotView(
        Symbol symbol,
        BigDecimal quantity,
        boolean isShort,
        Unit currency,
        BigDecimal entryPrice,
        BigDecimal exitPrice,
        BigDecimal fees,
        BigDecimal realisedPnl,
        Instant openedAt,
        Instant closedAt,
        long holdingSeconds,
        OperationId openingTrade,
        OperationId closingTrade,
        boolean reversed) {}
