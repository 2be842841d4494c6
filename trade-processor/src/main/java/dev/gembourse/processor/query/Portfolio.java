package dev.gembourse.processor.query;

import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.CashView;
import dev.gembourse.events.view.PortfolioView;
import dev.gembourse.events.view.PortfolioView.Worth;
import dev.gembourse.events.view.PositionView;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What cash and positions are worth together, each currency for itself: nothing is converted. */
record Portfolio(List<CashView> cash, List<PositionView> positions) {

    PortfolioView in(Unit currency) {
        Set<Unit> currencies = new TreeSet<>(Set.of(currency));
        cash.forEach(line -> currencies.add(line.currency()));
        positions.forEach(position -> currencies.add(position.currency()));
        Worth asked = worth(currency);
        return new PortfolioView(
                cash,
                asked.positionsValue(),
                asked.equity(),
                currency,
                asked.unrealisedPnl(),
                asked.realisedPnl(),
                currencies.stream().map(this::worth).toList());
    }

    private Worth worth(Unit currency) {
        BigDecimal value = sum(currency, PositionView::marketValue);
        BigDecimal available = cash.stream()
                .filter(line -> line.currency().equals(currency))
                .map(CashView::total)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Worth(
                currency,
                value,
                available.add(value),
                sum(currency, PositionView::unrealisedPnl),
                sum(currency, PositionView::realisedPnl));
    }

    private BigDecimal sum(Unit currency, Function<PositionView, BigDecimal> figure) {
        BigDecimal zero = BigDecimal.ZERO.setScale(Currencies.scale(currency).orElse(0));
        return positions.stream()
                .filter(position -> position.currency().equals(currency))
                .map(figure)
                .reduce(zero, BigDecimal::add);
    }
}
