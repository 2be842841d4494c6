package dev.gembourse.events.view;

import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;

/**
 * What an account holds of an asset. {@code marketValue} = price × quantity; {@code unrealisedPnl} = marketValue − costBasis. Of a short
 * position quantity, costBasis (what it has brought, less fees) and marketValue are below 0.
 */
public record PositionView(
        Symbol symbol,
        BigDecimal quantity,
        BigDecimal averageCost,
        BigDecimal costBasis,
        Unit currency,
        Price price,
        BigDecimal marketValue,
        BigDecimal unrealisedPnl,
        BigDecimal realisedPnl) {}
