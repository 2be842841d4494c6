package dev.gembourse.processor.query;

import static dev.gembourse.processor.fixture.Issuers.change;
import static dev.gembourse.processor.fixture.Issuers.create;
import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.deposit;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.AccountView;
import dev.gembourse.events.view.AssetView;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.events.view.PortfolioView;
import dev.gembourse.events.view.PositionView;
import dev.gembourse.events.view.TradeView;
import dev.gembourse.processor.fixture.Players;
import dev.gembourse.processor.fixture.RunningProcessor;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;

/** What can be asked: Ann trades Q-GOLD in USD and Q-COIN in ETH, and everything is found again. */
class QueryTest {

    private static final AccountId ANN = account("query-ann");
    private static final RunningProcessor PROCESSOR = RunningProcessor.shared();
    private static final List<OperationView> TRADES = new ArrayList<>();
    private static Instant between = Instant.EPOCH;

    @BeforeAll
    static void trade() {
        PROCESSOR.settle(open("open", ANN, "Query-Ann", Money.of("USD", "1000")));
        PROCESSOR.settle(deposit("eth", ANN, "ETH", "1.5"));
        PROCESSOR.settle(create("create", "Q-GOLD", "USD", "50"));
        StreamPosition coin =
                PROCESSOR.settle(create("create", "Q-COIN", "ETH", "0.25")).position();
        StreamPosition gold =
                PROCESSOR.settle(change("p1", "Q-GOLD", "40", null)).position();
        buy("t1", "Q-GOLD", "5", gold);
        buy("t2", "Q-COIN", "2", coin);
        between = TRADES.getLast().settledAt();
        buy("t3", "Q-GOLD", "0.5", gold);
        TRADES.add(PROCESSOR.settle(Players.trade("t4", ANN, Side.SELL, "Q-COIN", "2")));
        StreamPosition last =
                PROCESSOR.settle(change("p2", "Q-GOLD", "60", null)).position();
        PROCESSOR.get("/v1/assets/Q-GOLD?at-least=" + last, new TypeReference<AssetView>() {});
    }

    @Test
    void anAccountIsFoundByIdAndByNameIgnoringCase() {
        AccountView byId = PROCESSOR.get(of(""), new TypeReference<>() {});
        AccountView byName = PROCESSOR.get("/v1/accounts?username=qUERY-aNN", new TypeReference<>() {});

        assertThat(byName).isEqualTo(byId);
        assertThat(byId.username().value()).isEqualTo("Query-Ann");
        assertThat(byId.cash())
                .extracting(cash -> cash.currency() + " " + cash.total())
                .containsExactly("ETH 1.50000000", "USD 780.00");
    }

    @Test
    void allAccountsAreListedOnceWhateverThePageSize() {
        List<AccountView> all = pages("/v1/accounts", 1000, new TypeReference<>() {});
        List<AccountView> byOne = pages("/v1/accounts", 1, new TypeReference<>() {});

        assertThat(byOne)
                .isEqualTo(all)
                .extracting(AccountView::accountId)
                .contains(ANN)
                .doesNotHaveDuplicates();
    }

    @Test
    void anOperationIsToldToWhoHasAskedForItAndToNobodyElse() {
        String path = "/v1/operations/" + TRADES.getFirst().operationId() + "?scope=" + ANN + "&content=";

        assertThat(PROCESSOR.send("GET", path + "BUY+Q-GOLD+5").statusCode()).isEqualTo(200);
        var refused = PROCESSOR.send("GET", path + "BUY+Q-GOLD+6");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void tradesAreListedNewestFirst() {
        List<TradeView> all = pages(of("/trades"), 3, new TypeReference<>() {});

        assertThat(all)
                .extracting(TradeView::tradeId)
                .containsExactlyElementsOf(TRADES.reversed().stream()
                        .map(OperationView::operationId)
                        .toList());
        assertThat(all.getLast().message()).isEqualTo("Bought 5 The Q-GOLD at 40.00 USD, total 200.00 USD");
        assertThat(all.getFirst().realisedPnl()).isEqualTo("0.00000000");
    }

    @Test
    void tradesAreFilteredBySymbolAndByTimeInclusively() {
        assertThat(keys("?symbol=Q-COIN")).containsExactly("t4", "t2");
        assertThat(keys("?from=" + between)).containsExactly("t4", "t3", "t2");
        assertThat(keys("?to=" + between)).containsExactly("t2", "t1");
        assertThat(keys("?from=" + between + "&to=" + between)).containsExactly("t2");
        assertThat(keys("?symbol=Q-GOLD&to=" + between)).containsExactly("t1");
        assertThat(keys("?from=2099-01-01T00:00:00Z")).isEmpty();
        assertThat(keys("?to=2000-01-01T00:00:00Z")).isEmpty();
    }

    @Test
    void openPositionsAreListedAndClosedOnesAreFoundByTheirSymbol() {
        List<PositionView> open = pages(of("/positions"), 1, new TypeReference<>() {});
        PositionView closed = PROCESSOR.get(of("/positions/Q-COIN"), new TypeReference<>() {});

        assertThat(open).singleElement().satisfies(gold -> {
            assertThat(gold.quantity()).isEqualTo("5.5");
            assertThat(gold.averageCost()).isEqualTo("40");
            assertThat(gold.costBasis()).isEqualTo("220.00");
            assertThat(gold.marketValue()).isEqualTo("330.00");
            assertThat(gold.unrealisedPnl()).isEqualTo("110.00");
        });
        assertThat(closed.quantity()).isEqualTo("0");
    }

    @Test
    void thePortfolioIsCashAndPositionsAtTheCurrentPrice() {
        PortfolioView portfolio = PROCESSOR.get(of("/portfolio"), new TypeReference<>() {});
        PortfolioView inEth = PROCESSOR.get(of("/portfolio?currency=ETH"), new TypeReference<>() {});

        assertThat(portfolio.positionsValue()).isEqualTo("330.00");
        assertThat(portfolio.equity()).isEqualTo("1110.00");
        assertThat(portfolio.unrealisedPnl()).isEqualTo("110.00");
        assertThat(inEth.equity()).isEqualTo("1.50000000");
        assertThat(portfolio.byCurrency()).hasSize(2).isEqualTo(inEth.byCurrency());
    }

    @Test
    void refusedOperationsTellWhy() {
        OperationView refused = PROCESSOR.settle(withdraw("w1", ANN, "USD", "99999"));
        OperationView withoutArea = PROCESSOR.get("/v1/operations/" + refused.operationId(), new TypeReference<>() {});

        assertThat(refused.status()).isEqualTo(Status.REFUSED);
        assertThat(refused.reason()).isEqualTo("INSUFFICIENT_CASH");
        assertThat(refused.detail()).isEqualTo("expected at least 99999 USD available but got 780.00");
        assertThat(refused.kind()).isEqualTo("WITHDRAWAL");
        assertThat(withoutArea).isEqualTo(refused);
    }

    @Test
    void assetsAreListedInTheOrderOfTheirSymbols() {
        List<AssetView> all = pages("/v1/assets", 2, new TypeReference<>() {});

        assertThat(all)
                .extracting(asset -> asset.symbol().value())
                .contains("Q-COIN", "Q-GOLD")
                .isSorted();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/accounts/nonsense, 400, INVALID_PARAMETER",
        "/v1/accounts/00000000-0000-0000-0000-000000000000, 404, ACCOUNT_NOT_FOUND",
        "/v1/accounts/00000000-0000-0000-0000-000000000000/trades, 404, ACCOUNT_NOT_FOUND",
        "/v1/accounts?username=x, 400, INVALID_PARAMETER",
        "/v1/accounts?username=nobody-at-all, 404, ACCOUNT_NOT_FOUND",
        "/v1/accounts?limit=0, 400, INVALID_PARAMETER",
        "/v1/accounts?limit=1001, 400, INVALID_PARAMETER",
        "/v1/accounts?limit=many, 400, INVALID_PARAMETER",
        "/v1/accounts?cursor=nonsense, 400, INVALID_PARAMETER",
        "{ann}/trades?cursor=x, 400, INVALID_PARAMETER",
        "{ann}/trades?from=yesterday, 400, INVALID_PARAMETER",
        "{ann}/trades?symbol=lower, 400, INVALID_PARAMETER",
        "{ann}/trades?from=+10000-01-01T00:00:00Z, 400, INVALID_PARAMETER",
        "{ann}/trades?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z, 400, INVALID_PARAMETER",
        "{ann}/positions?cursor=lower, 400, INVALID_PARAMETER",
        "{ann}/positions/NEVER, 404, POSITION_NOT_FOUND",
        "{ann}/portfolio?currency=XXX, 400, INVALID_PARAMETER",
        "/v1/assets/NEVER, 404, ASSET_NOT_FOUND",
        "/v1/assets?at-least=x, 400, INVALID_PARAMETER",
        "/v1/operations/00000000-0000-0000-0000-000000000000, 404, OPERATION_NOT_FOUND",
        "/v1/operations/00000000-0000-0000-0000-000000000000?area=trading&position=0.0, 404, OPERATION_NOT_FOUND",
        "/v1/operations/x, 400, INVALID_PARAMETER",
        "/v1/operations/00000000-0000-0000-0000-000000000000?area=moon, 400, INVALID_PARAMETER",
        "/v1/nothing, 404, NOT_FOUND",
        "/v1/ops/pause, 405, METHOD_NOT_ALLOWED"
    })
    void badQuestionsGetAProblem(String path, int status, String code) {
        HttpResponse<String> answer = PROCESSOR.send("GET", path.replace("{ann}", of("")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"").doesNotContain("Exception", "org.", "java.");
    }

    private static void buy(String key, String symbol, String quantity, StreamPosition quote) {
        TRADES.add(PROCESSOR.settle(Players.trade(key, ANN, Side.BUY, symbol, quantity, quote)));
    }

    private static String of(String path) {
        return "/v1/accounts/" + ANN + path;
    }

    private static List<String> keys(String filter) {
        Listing<TradeView> page = PROCESSOR.get(of("/trades" + filter), new TypeReference<>() {});
        return page.items().stream()
                .map(trade -> IntStream.rangeClosed(1, 4)
                        .mapToObj(i -> "t" + i)
                        .filter(key -> OperationId.of(ANN.toString(), key).equals(trade.tradeId()))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private static <T> List<T> pages(String path, int limit, TypeReference<Listing<T>> type) {
        List<T> all = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Listing<T> page = PROCESSOR.get(path + "?limit=" + limit + cursor, type);
            all.addAll(page.items());
            cursor = page.page().nextCursor() == null
                    ? null
                    : "&cursor=" + page.page().nextCursor();
        }
        return all;
    }
}
