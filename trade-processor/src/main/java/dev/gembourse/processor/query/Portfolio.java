package dev.gembourse.processor.query;

import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.CashView;
import dev.gembourse.events.view.PortfolioView;
import dev.gembourse.events.view.PortfolioView.Worth;
import dev.gembourse.events.view.PositionView;
import dev.gembourse.events.view.WalletView;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What cash and positions are worth together, each currency for itself: nothing is converted. A virtual unit is no cash and has a
 * worth of its own only where it is asked for, or where positions are priced in it.
 *
 * @param wallets a line for every unit that there is
 */
record Portfolio(List<CashView> cash, List<WalletView> wallets, List<PositionView> positions) {

    /** Empty when there is no such currency or virtual unit. */
    Optional<PortfolioView> in(Unit currency) {
        return wallet(currency).map(ignored -> view(currency));
    }

    private PortfolioView view(Unit currency) {
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
        BigDecimal total = wallet(currency)
                .map(WalletView::total)
                .orElseThrow(() -> new IllegalStateException("expected " + currency + " to be a unit"));
        BigDecimal zero = BigDecimal.ZERO.setScale(total.scale());
        BigDecimal value = sum(currency, zero, PositionView::marketValue);
        return new Worth(
                currency,
                value,
                total.add(value),
                sum(currency, zero, PositionView::unrealisedPnl),
                sum(currency, zero, PositionView::realisedPnl));
    }

    private BigDecimal sum(Unit currency, BigDecimal zero, Function<PositionView, BigDecimal> figure) {
        return positions.stream()
                .filter(position -> position.currency().equals(currency))
                .map(figure)
                .reduce(zero, BigDecimal::add);
    }

    private Optional<WalletView> wallet(Unit unit) {
        return wallets.stream().filter(wallet -> wallet.unit().equals(unit)).findAny();
    }
}
