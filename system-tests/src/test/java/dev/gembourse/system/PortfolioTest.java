package dev.gembourse.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.ClosedLotView;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.events.view.PageView;
import dev.gembourse.events.view.PortfolioHistoryView;
import dev.gembourse.events.view.PositionView;
import dev.gembourse.events.view.StatisticsView;
import dev.gembourse.events.view.SummaryView;
import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What players see of what they have made of their money. */
@ExtendWith(Running.class)
class PortfolioTest {

    private record Lots(List<ClosedLotView> items, PageView page) {}

    @AfterAll
    static void everyInvariantHolds(TheSystem system) throws InterruptedException {
        assertThat(system.findings()).isEmpty();
    }

    @Test
    void aWinAndABreakEvenAreAWinRateOfAHalf(TheSystem system) {
        Player player = system.player("1000");
        Symbol symbol = system.asset("10");

        OperationView bought = player.buy(symbol, "6");
        SummaryView before = summary(system, player, bought);
        player.sell(symbol, "1");
        system.setPrice(symbol, "15");
        SummaryView after = summary(system, player, player.sell(symbol, "2"));

        assertThat(before.winRate()).isEqualByComparingTo("0");
        assertThat(before.closedTrades()).isZero();
        assertThat(after.winRate()).isEqualByComparingTo("50.0");
        assertThat(after.closedTrades()).isEqualTo(2);
        assertThat(after.wins()).isEqualTo(1);
        assertThat(after.breakEven()).isEqualTo(1);
        assertThat(after.realisedPnl()).isEqualByComparingTo("10");
        assertThat(after.unrealisedPnl()).isEqualByComparingTo("15");
        assertThat(after.cash()).isEqualByComparingTo("980");
        assertThat(after.equity()).isEqualByComparingTo("1025");
        assertThat(after.openPositions()).isEqualTo(1);
    }

    @Test
    void lotsAreClosedInTheOrderInWhichTheyWereOpened(TheSystem system) {
        Player player = system.player("1000");
        Symbol symbol = system.asset("10");

        OperationView first = player.buy(symbol, "2");
        system.setPrice(symbol, "20");
        OperationView second = player.buy(symbol, "2");
        system.setPrice(symbol, "30");
        OperationView sold = player.sell(symbol, "3");
        List<ClosedLotView> lots = system.gateway()
                .get(player.path() + "/closed-lots?symbol=" + symbol + "&at-least=" + sold.position(), Lots.class)
                .items();

        assertThat(lots)
                .extracting(ClosedLotView::openingTrade)
                .containsExactlyInAnyOrder(first.operationId(), second.operationId());
        assertThat(lots).allMatch(lot -> lot.closingTrade().equals(sold.operationId()) && !lot.reversed());
        assertThat(lots)
                .filteredOn(lot -> lot.openingTrade().equals(first.operationId()))
                .singleElement()
                .satisfies(lot -> assertThat(lot.realisedPnl()).isEqualByComparingTo("40"));
        assertThat(lots)
                .filteredOn(lot -> lot.openingTrade().equals(second.operationId()))
                .singleElement()
                .satisfies(lot -> assertThat(lot.realisedPnl()).isEqualByComparingTo("10"));
        StatisticsView statistics = system.gateway().get("/v1/assets/" + symbol + "/statistics", StatisticsView.class);
        assertThat(statistics.trades()).hasSize(3);
        assertThat(statistics.trades().getFirst().quantity().value()).isEqualByComparingTo("3");
    }

    @Test
    void equityAddsUpToTheCentWhateverWasDone(TheSystem system) {
        SplittableRandom random = new SplittableRandom(17);
        Player player = system.player("500");
        List<Symbol> symbols = List.of(system.asset("3.33"), system.asset("7.01"));
        OperationView last = player.deposit("0.07");

        for (int step = 0; step < 60; step++) {
            Symbol symbol = symbols.get(random.nextInt(symbols.size()));
            String quantity = "0." + (1 + random.nextInt(99));
            OperationView done = switch (random.nextInt(5)) {
                case 0 -> player.deposit("0." + (1 + random.nextInt(99)));
                case 1 -> {
                    system.setPrice(symbol, 1 + random.nextInt(20) + "." + (10 + random.nextInt(90)));
                    yield last;
                }
                case 2 -> player.sell(symbol, quantity);
                default -> player.buy(symbol, quantity);
            };
            last = done.status() == Status.SETTLED ? done : last;
        }
        PortfolioHistoryView history = system.gateway()
                .get(
                        player.path() + "/portfolio/history?period=1d&at-least=" + last.position(),
                        PortfolioHistoryView.class);
        SummaryView summary = summary(system, player, last);

        assertThat(history.start()
                        .add(history.deposits())
                        .add(history.realised())
                        .add(history.unrealised())
                        .subtract(history.fees()))
                .isEqualByComparingTo(history.end());
        assertThat(history.end()).isEqualByComparingTo(summary.equity());
        assertThat(summary.cash()).isEqualByComparingTo(player.cashAfter(last));
        BigDecimal realised = BigDecimal.ZERO;
        for (Symbol symbol : symbols) {
            PositionView position = player.position(symbol, last);
            realised = realised.add(position.realisedPnl());
        }
        assertThat(summary.realisedPnl()).isEqualByComparingTo(realised);
    }

    private static SummaryView summary(TheSystem system, Player player, OperationView after) {
        return system.gateway().get(player.path() + "/summary?at-least=" + after.position(), SummaryView.class);
    }
}
