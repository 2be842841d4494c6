package dev.gembourse.processor.query;

import static dev.gembourse.processor.fixture.Issuers.change;
import static dev.gembourse.processor.fixture.Issuers.create;
import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.operation;
import static dev.gembourse.processor.fixture.Players.reversal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.ClosedLotView;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.events.view.PortfolioHistoryView;
import dev.gembourse.events.view.PortfolioHistoryView.Point;
import dev.gembourse.events.view.SummaryView;
import dev.gembourse.events.view.TapeView;
import dev.gembourse.processor.fixture.Players;
import dev.gembourse.processor.fixture.RunningProcessor;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;

/** What an account has made of its money, asked of the running service. */
class PerformanceTest {

    private static final RunningProcessor PROCESSOR = RunningProcessor.shared();
    private static final String SYMBOL = "PERF";
    private static final Map<String, StreamPosition> PRICED = new ConcurrentHashMap<>();

    @Test
    void aWinAndABreakEvenAreHalfWon() {
        AccountId ann = account("performance-half");
        market("PERFH", "10");
        settle(open("open", ann, "perf-half", Money.of("USD", "1000")));
        settle(trade("b", ann, Side.BUY, "PERFH", "2"));
        settle(trade("s", ann, Side.SELL, "PERFH", "1"));
        market("PERFH", "12");
        StreamPosition last = settle(trade("s2", ann, Side.SELL, "PERFH", "1"));

        SummaryView summary = summary(ann, "?at-least=" + last);

        assertThat(summary.winRate()).hasToString("50.00");
        assertThat(summary.closedTrades()).isEqualTo(2);
        assertThat(summary.wins()).isEqualTo(1);
        assertThat(summary.breakEven()).isEqualTo(1);
        assertThat(summary.equity()).hasToString("1002.00");
        assertThat(summary.best()).isNotNull();
        assertThat(summary.best().tradeId()).isEqualTo(operation(ann, "s2"));
        assertThat(summary.worst()).isNotNull();
        assertThat(summary.worst().realisedPnl()).hasToString("0.00");
    }

    @Test
    void oneWhoHasNeverTradedHasWonNothing() {
        AccountId ann = account("performance-none");
        StreamPosition opened = settle(open("open", ann, "perf-none", null));

        SummaryView summary = summary(ann, "?currency=ETH&at-least=" + opened);

        assertThat(summary.winRate()).hasToString("0.00");
        assertThat(summary.equity()).isEqualByComparingTo("0");
        assertThat(summary.best()).isNull();
    }

    @Test
    void equityAddsUpAndLotsAreShown() {
        AccountId ann = account("performance-ann");
        market(SYMBOL, "50");
        settle(open("open", ann, "perf-ann", Money.of("USD", "1000")));
        settle(trade("b1", ann, Side.BUY, SYMBOL, "5"));
        market(SYMBOL, "40");
        settle(trade("b2", ann, Side.BUY, SYMBOL, "15"));
        market(SYMBOL, "60");
        settle(trade("s1", ann, Side.SELL, SYMBOL, "7"));
        StreamPosition sold = settle(trade("s2", ann, Side.SELL, SYMBOL, "3"));

        PortfolioHistoryView history = history(ann, "?period=7d&interval=1h&at-least=" + sold);
        List<ClosedLotView> lots = lots(ann, "?symbol=" + SYMBOL);
        ClosedLotView oldest = lots.getLast();

        assertThat(history.points().size()).isBetween(7 * 24 + 1, 7 * 24 + 2);
        assertThat(history.start()).hasToString("0.00");
        assertThat(history.end()).hasToString("1350.00"); // 1000 - 250 - 600 + 420 + 180 of cash, and 10 at 60
        assertThat(history.deposits()).hasToString("1000.00");
        addsUp(history);
        assertThat(lots)
                .extracting(lot ->
                        lot.quantity() + " " + lot.entryPrice() + ">" + lot.exitPrice() + " " + lot.realisedPnl())
                .containsExactly("3 40>60 60", "2 40>60 40", "5 50>60 50");
        assertThat(oldest.openingTrade()).isEqualTo(operation(ann, "b1"));
        assertThat(oldest.closingTrade()).isEqualTo(operation(ann, "s1"));
        assertThat(oldest.holdingSeconds()).isNotNegative();
        assertThat(lots(ann, "?symbol=PERFX")).isEmpty();
        assertThat(page(ann, "?limit=1").page().nextCursor()).isNotNull();
        assertThat(lots(ann, "?limit=1&cursor=" + page(ann, "?limit=1").page().nextCursor()))
                .extracting(ClosedLotView::quantity)
                .containsExactly(new BigDecimal("2"));
        assertThat(lots(ann, "?to=2020-01-01T00:00:00Z")).isEmpty();

        StreamPosition back = settle(reversal("back", ann, "s1"));

        assertThat(summary(ann, "?at-least=" + back).closedTrades()).isEqualTo(1);
        assertThat(lots(ann, "?symbol=" + SYMBOL))
                .extracting(ClosedLotView::reversed)
                .containsExactly(false, true, true);
        addsUp(history(ann, "?period=all&interval=1d"));
        assertThat(tape("?limit=2&at-least=" + back))
                .extracting(trade -> trade.side() + " " + trade.quantity() + " " + trade.price())
                .containsExactly("SELL 3 60", "SELL 7 60");
        assertThat(PROCESSOR
                        .json("/v1/assets/" + SYMBOL + "/statistics")
                        .at("/trades")
                        .size())
                .isEqualTo(4);
    }

    @Test
    void theProjectionIsShownWithTheStages() {
        assertThat(PROCESSOR.send("GET", "/v1/ops/lag?area=portfolio").body())
                .contains("\"service\":\"portfolio\"")
                .contains("trading.events.v1");
        assertThat(PROCESSOR.send("GET", "/v1/ops/progress?area=portfolio").statusCode())
                .isEqualTo(200);
        assertThat(PROCESSOR
                        .json("/actuator/health")
                        .at("/components/portfolio/status")
                        .asString())
                .isEqualTo("UP");
        assertThat(PROCESSOR
                        .send("POST", "/v1/ops/rewind?area=portfolio&partition=0&offset=0&why=x")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aRebuildShowsTheSameAgain() {
        AccountId ann = account("performance-rebuilt");
        market("PERFR", "10");
        settle(open("open", ann, "perf-rebuilt", Money.of("USD", "1000")));
        settle(trade("b", ann, Side.BUY, "PERFR", "2"));
        StreamPosition last = settle(trade("s", ann, Side.SELL, "PERFR", "1"));
        SummaryView before = summary(ann, "?at-least=" + last);

        assertThat(PROCESSOR.send("POST", "/v1/ops/rebuild?why=a+test").statusCode())
                .isEqualTo(202);

        assertThat(summary(ann, "?at-least=" + last)).isEqualTo(before);
        assertThat(PROCESSOR.send("POST", "/v1/ops/rebuild?why=+").statusCode()).isEqualTo(400);
    }

    @Test
    void beforeTheAccountWasOpenedThereIsNothing() {
        AccountId ann = account("performance-before");
        StreamPosition opened = settle(open("open", ann, "perf-before", Money.of("USD", "1000")));

        PortfolioHistoryView before = history(ann, "?to=2026-01-02T00:00:00Z&at-least=" + opened);

        assertThat(before.points()).hasSize(1);
        assertThat(before.end()).isEqualByComparingTo("0");
        assertThat(lots(ann, "?cursor=99999.1")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "summary?currency=NONE, currency",
        "portfolio/history?period=2d, period",
        "portfolio/history?interval=5m, interval",
        "portfolio/history?period=1d&from=2026-01-01T00:00:00Z, period",
        "portfolio/history?from=yesterday, from",
        "portfolio/history?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z, from",
        "portfolio/history?from=9998-01-02T00:00:00Z, from",
        "portfolio/history?from=2001-01-01T00:00:00Z, interval",
        "portfolio/history?period=1y&interval=1h, interval",
        "portfolio/history?currency=NONE, currency",
        "closed-lots?from=2026-13-01T00:00:00Z, from",
        "closed-lots?limit=0, limit",
        "closed-lots?cursor=x, cursor"
    })
    void badInputIsTold(String path, String parameter) {
        AccountId ann = account("performance-bad");
        OperationView opened = PROCESSOR.settle(open("open", ann, "perf-bad", null));
        assertThat(opened.status()).isEqualTo(Status.SETTLED);

        var answer = PROCESSOR.send("GET", "/v1/accounts/" + ann + "/" + path);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(parameter);
        assertThat(PROCESSOR
                        .send(
                                "GET",
                                "/v1/accounts/" + account("performance-nobody") + "/" + path.replaceAll("\\?.*", ""))
                        .statusCode())
                .isEqualTo(404);
    }

    private static void addsUp(PortfolioHistoryView history) {
        assertThat(history.start()
                        .add(history.deposits())
                        .add(history.realised())
                        .add(history.unrealised())
                        .subtract(history.fees()))
                .isEqualByComparingTo(history.end());
        for (Point point : history.points()) {
            assertThat(point.deposits()
                            .add(point.realised())
                            .add(point.unrealised())
                            .subtract(point.fees()))
                    .isEqualByComparingTo(point.equity());
        }
    }

    private static void market(String symbol, String price) {
        StreamPosition before = PRICED.get(symbol);
        OperationView priced = before == null
                ? PROCESSOR.settle(create("create", symbol, "USD", price))
                : PROCESSOR.settle(change("at " + price, symbol, price, null));
        PRICED.put(symbol, Objects.requireNonNull(priced.position()));
    }

    /** At the price that the symbol was given last. */
    private static TradingCommand trade(String key, AccountId account, Side side, String symbol, String quantity) {
        return Players.trade(key, account, side, symbol, quantity, PRICED.get(symbol));
    }

    private static StreamPosition settle(TradingCommand command) {
        OperationView outcome = PROCESSOR.settle(command);
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(Status.SETTLED);
        return Objects.requireNonNull(outcome.position());
    }

    private static SummaryView summary(AccountId account, String query) {
        return PROCESSOR.get("/v1/accounts/" + account + "/summary" + query, new TypeReference<>() {});
    }

    private static PortfolioHistoryView history(AccountId account, String query) {
        return PROCESSOR.get("/v1/accounts/" + account + "/portfolio/history" + query, new TypeReference<>() {});
    }

    private static List<ClosedLotView> lots(AccountId account, String query) {
        return page(account, query).items();
    }

    private static Listing<ClosedLotView> page(AccountId account, String query) {
        return PROCESSOR.get("/v1/accounts/" + account + "/closed-lots" + query, new TypeReference<>() {});
    }

    private static List<TapeView> tape(String query) {
        return PROCESSOR.get("/v1/assets/" + SYMBOL + "/trades" + query, new TypeReference<>() {});
    }
}
