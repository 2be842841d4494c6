package dev.gembourse.processor.query;

import static dev.gembourse.processor.fixture.Issuers.create;
import static dev.gembourse.processor.fixture.Issuers.define;
import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.bonus;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.purchase;
import static dev.gembourse.processor.fixture.Players.topUp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.UnitKind;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.TopUp;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.AccountView;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.events.view.PortfolioView;
import dev.gembourse.events.view.TradeView;
import dev.gembourse.events.view.TransferView;
import dev.gembourse.events.view.UnitView;
import dev.gembourse.events.view.WalletView;
import dev.gembourse.events.wire.Json;
import dev.gembourse.processor.fixture.Players;
import dev.gembourse.processor.fixture.RunningProcessor;
import dev.gembourse.processor.fixture.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** What is told of wallets: Wendy has dollars, coins, and W-SHARD, a unit that is defined while the service runs. */
class WalletQueryTest {

    private static final AccountId WENDY = account("wallet-wendy");
    private static final RunningProcessor PROCESSOR = RunningProcessor.shared();

    @BeforeAll
    static void fill() {
        PROCESSOR.settle(open("open", WENDY, "Wallet-Wendy", Money.of("USD", "100")));
        StreamPosition defined = PROCESSOR
                .settle(define("define", "W-SHARD", UnitKind.VIRTUAL, 3))
                .position();
        PROCESSOR.settle(new TopUp(
                Players.operation(WENDY, "shards"), WENDY, Money.of("W-SHARD", "12.5"), null, defined, Players.AT));
        PROCESSOR.settle(bonus("coins", WENDY, "GC", "30"));
        PROCESSOR.settle(purchase("sword", WENDY, "GC", "10", "Sword \"of\" Dawn"));
    }

    @Test
    void aWalletShowsTheUnitByNameAndZerosWhereNothingWasEverHeld() {
        assertThat(wallet("GC").toString())
                .isEqualTo("WalletView[unit=GC, name=Gold Coins, kind=VIRTUAL, available=20, held=0, total=20]");
        assertThat(wallet("W-SHARD").total()).isEqualTo("12.500");
        assertThat(wallet("ETH").total()).isEqualTo("0.00000000");
    }

    @Test
    void allUnitsAreListedAndNoAssets() {
        PROCESSOR.settle(create("create", "W-GOLD", "USD", "50"));
        PROCESSOR.settle(Players.trade("buy", WENDY, Side.BUY, "W-GOLD", "1"));

        Listing<WalletView> all = PROCESSOR.get(of("/wallets"), new TypeReference<>() {});
        Listing<WalletView> two = PROCESSOR.get(of("/wallets?limit=2&cursor=GC"), new TypeReference<>() {});

        assertThat(all.items())
                .extracting(wallet -> wallet.unit().code())
                .contains("BTC", "DI", "ETH", "EUR", "GBP", "GC", "LP", "USD", "W-SHARD")
                .doesNotContain("W-GOLD")
                .isSorted();
        assertThat(two.items()).extracting(wallet -> wallet.unit().code()).containsExactly("LP", "USD");
    }

    @Test
    void whatIsVirtualIsNoCash() {
        AccountView account = PROCESSOR.get(of(""), new TypeReference<>() {});
        PortfolioView portfolio = PROCESSOR.get(of("/portfolio"), new TypeReference<>() {});
        PortfolioView inShards = PROCESSOR.get(of("/portfolio?currency=W-SHARD"), new TypeReference<>() {});

        assertThat(account.cash())
                .singleElement()
                .satisfies(cash -> assertThat(cash.currency()).hasToString("USD"));
        assertThat(portfolio.cash()).isEqualTo(account.cash());
        assertThat(portfolio.byCurrency())
                .singleElement()
                .satisfies(worth -> assertThat(worth.currency()).hasToString("USD"));
        assertThat(inShards.equity()).isEqualTo("12.500");
    }

    @Test
    void aFirstDepositOfWhatIsVirtualIsNoCashEither() {
        OperationView opened = PROCESSOR.settle(open("open", account("wallet-gus"), "Wallet-Gus", Money.of("GC", "5")));

        assertThat(tree(opened).get("cash")).isEmpty();
        assertThat(PROCESSOR
                        .get(
                                "/v1/accounts/" + account("wallet-gus") + "/wallets/GC",
                                new TypeReference<WalletView>() {})
                        .total())
                .isEqualTo("5");
    }

    @Test
    void theStatementSaysWhatAPurchaseWasFor() {
        Listing<TransferView> statement = PROCESSOR.get(of("/transfers"), new TypeReference<>() {});

        assertThat(statement.items())
                .filteredOn(line ->
                        line.kind().equals("PURCHASE") && line.unit().code().equals("GC"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.reference()).hasToString("Sword \"of\" Dawn");
                    assertThat(line.amount()).isEqualTo("-10");
                    assertThat(line.counterparty()).isEqualTo("TREASURY");
                });
        assertThat(statement.items())
                .filteredOn(line -> line.kind().equals("TOP_UP"))
                .last()
                .satisfies(line -> {
                    assertThat(line.reference()).isNull();
                    assertThat(line.after()).isEqualTo("12.500");
                });
    }

    @Test
    void whatMovesInAWalletIsNoTrade() {
        Listing<TradeView> trades = PROCESSOR.get(of("/trades"), new TypeReference<>() {});

        assertThat(trades.items())
                .allSatisfy(trade -> assertThat(trade.symbol()).hasToString("W-GOLD"));
    }

    @Test
    void theOutcomeShowsTheBalanceAndTheReference() {
        OperationView outcome = PROCESSOR.settle(purchase("again", WENDY, "W-SHARD", "0.25", "a feather"));
        PROCESSOR.settle(topUp("back", WENDY, "W-SHARD", "0.25"));

        assertThat(outcome.kind()).isEqualTo("PURCHASE");
        assertThat(tree(outcome).get("balance").toString())
                .isEqualTo("{\"unit\":\"W-SHARD\",\"available\":\"12.250\",\"held\":\"0.000\",\"total\":\"12.250\"}");
        assertThat(tree(outcome).get("reference").asString()).isEqualTo("a feather");
        assertThat(tree(outcome).get("transferId").asString()).isEqualTo(outcome.position() + ".0");
    }

    @Test
    void aUnitIsShownAsSoonAsItsDefinitionIsKnown() {
        StreamPosition defined = PROCESSOR
                .settle(define("define", "W-DUST", UnitKind.CURRENCY, 8))
                .position();

        UnitView dust = PROCESSOR.get("/v1/units/W-DUST?at-least=" + defined, new TypeReference<>() {});

        assertThat(dust.name()).isEqualTo("The W-DUST");
        assertThat(dust.scale()).isEqualTo(8);
    }

    /** Feature 35: two players in two partitions, moved in opposite orders by many at once; nobody waits for anybody. */
    @Test
    void oppositeOrdersOfTwoWalletsAllSettle() {
        List<AccountId> players = List.of(account("wallet-opposite-1"), account("wallet-opposite-2"));
        players.forEach(player -> PROCESSOR.settle(
                open("open", player, "Opposite-" + player.toString().substring(0, 8), Money.of("GC", "1000"))));
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            for (AccountId player : i % 2 == 0 ? players : players.reversed()) {
                TradingCommand move = i % 3 == 0
                        ? topUp("t" + i, player, "GC", "2")
                        : purchase("t" + i, player, "GC", "1", "round " + i);
                sent.add(Sender.shared().sendAsync(move));
            }
        }
        sent.forEach(Sender::positionOf);

        List<OperationView> last = players.stream()
                .map(player -> PROCESSOR.settle(bonus("last", player, "GC", "1")))
                .toList();

        assertThat(last).allSatisfy(outcome -> {
            assertThat(outcome.status()).isEqualTo(Status.SETTLED);
            assertThat(tree(outcome).get("balance").get("total").asString()).isEqualTo("1003");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "{wendy}/wallets/NEVER, 404, UNIT_NOT_FOUND",
        "{wendy}/wallets/W-GOLD, 404, UNIT_NOT_FOUND",
        "{wendy}/wallets/lower, 400, INVALID_PARAMETER",
        "{wendy}/wallets?cursor=lower, 400, INVALID_PARAMETER",
        "{wendy}/wallets?limit=0, 400, INVALID_PARAMETER",
        "/v1/accounts/TREASURY/wallets, 400, INVALID_PARAMETER",
        "/v1/accounts/00000000-0000-0000-0000-000000000000/wallets, 404, ACCOUNT_NOT_FOUND",
        "/v1/accounts/00000000-0000-0000-0000-000000000000/wallets/GC, 404, ACCOUNT_NOT_FOUND",
        "/v1/units/NEVER, 404, UNIT_NOT_FOUND",
        "/v1/units/lower, 400, INVALID_PARAMETER"
    })
    void badQuestionsGetAProblem(String path, int status, String code) {
        var answer = PROCESSOR.send("GET", path.replace("{wendy}", of("")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    }

    private static WalletView wallet(String unit) {
        return PROCESSOR.get(of("/wallets/" + unit), new TypeReference<>() {});
    }

    private static JsonNode tree(OperationView outcome) {
        return Json.LENIENT.valueToTree(outcome.result());
    }

    private static String of(String path) {
        return "/v1/accounts/" + WENDY + path;
    }
}
