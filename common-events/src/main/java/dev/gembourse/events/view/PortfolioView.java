package dev.gembourse.events.view;

import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.util.List;

/**
 * What an account is worth: its cash in every currency, and per currency the positions priced in it. Virtual units are no cash,
 * and have a worth only where asked for or where positions are priced in them. {@code positionsValue} and the P&amp;L figures are
 * those of {@code currency}; others stand in {@code byCurrency}.
 */
public record PortfolioView(
        List<CashView> cash,
        BigDecimal positionsValue,
        BigDecimal equity,
        Unit currency,
        BigDecimal unrealisedPnl,
        BigDecimal realisedPnl,
        List<Worth> byCurrency) {

    public PortfolioView {
        cash = List.copyOf(cash);
        byCurrency = List.copyOf(byCurrency);
    }

    /** Equity = total cash of the currency + market value of the positions priced in it. */
    public record Worth(
            Unit currency,
            BigDecimal positionsValue,
            BigDecimal equity,
            BigDecimal unrealisedPnl,
            BigDecimal realisedPnl) {}
}
