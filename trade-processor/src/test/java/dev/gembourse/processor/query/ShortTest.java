package dev.gembourse.processor.query;

import static dev.gembourse.processor.fixture.Issuers.create;
import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.close;
import static dev.gembourse.processor.fixture.Players.deposit;
import static dev.gembourse.processor.fixture.Players.gift;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.permitShorting;
import static dev.gembourse.processor.fixture.Players.purchase;
import static dev.gembourse.processor.fixture.Players.reversal;
import static dev.gembourse.processor.fixture.Players.trade;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.BalancesView;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.PortfolioView;
import dev.gembourse.events.view.PositionView;
import dev.gembourse.events.view.TradeView;
import dev.gembourse.events.view.TransferView;
import dev.gembourse.events.view.WalletView;
import dev.gembourse.processor.fixture.RunningProcessor;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;

/** Sam sells 5 SH-GOLD short at 40 and buys 2 back at 40; then Tom does, and all the rest as well. */
class ShortTest {

    private static final AccountId SAM = account("short-sam");
    private static final AccountId TOM = account("short-tom");
    private static final RunningProcessor PROCESSOR = RunningProcessor.shared();
    private static StreamPosition sold = new StreamPosition(0, 0);

    @BeforeAll
    static void sellShort() {
        StreamPosition gold = Objects.requireNonNull(
                PROCESSOR.settle(create("create", "SH-GOLD", "USD", "40")).position());
        for (AccountId account : List.of(SAM, TOM)) {
            PROCESSOR.settle(
                    open("open", account, account.equals(SAM) ? "Short-Sam" : "Short-Tom", Money.of("USD", "1000")));
            PROCESSOR.settle(permitShorting("permit", account, true));
            OperationView sale = PROCESSOR.settle(trade("sell", account, Side.SELL_SHORT, "SH-GOLD", "5", gold));
            sold = account.equals(SAM) ? Objects.requireNonNull(sale.position()) : sold;
            PROCESSOR.settle(trade("cover", account, Side.BUY, "SH-GOLD", "2"));
        }
        PROCESSOR.settle(close("close", TOM, "SH-GOLD", null));
    }

    @Test
    void whatIsOwedIsAPositionBelowZeroAndItsMarginHeld() {
        PositionView position = get(SAM, "/positions/SH-GOLD", new TypeReference<>() {});
        WalletView wallet = get(SAM, "/wallets/USD", new TypeReference<>() {});
        PortfolioView portfolio = get(SAM, "/portfolio", new TypeReference<>() {});
        Listing<PositionView> open = get(SAM, "/positions", new TypeReference<>() {});

        assertThat(position.quantity()).isEqualTo("-3");
        assertThat(position.averageCost()).isEqualByComparingTo("40");
        assertThat(position.costBasis()).isEqualTo("-120.00");
        assertThat(position.marketValue()).isEqualTo("-120.00");
        assertThat(position.unrealisedPnl()).isEqualByComparingTo("0");
        assertThat(wallet.available()).isEqualTo("940.00");
        assertThat(wallet.held()).isEqualTo("180.00");
        assertThat(wallet.total()).isEqualTo("1120.00");
        assertThat(portfolio.equity()).isEqualTo("1000.00");
        assertThat(open.items()).containsExactly(position);
    }

    @Test
    void nothingIsLeftOfAShortPositionThatWasClosed() {
        WalletView wallet = get(TOM, "/wallets/USD", new TypeReference<>() {});
        Listing<PositionView> open = get(TOM, "/positions", new TypeReference<>() {});
        BalancesView balances = get(TOM, "/balances", new TypeReference<>() {});

        assertThat(wallet.available()).isEqualTo("1000.00");
        assertThat(wallet.held()).isEqualByComparingTo("0");
        assertThat(open.items()).isEmpty();
        assertThat(lines(balances)).containsExactly("USD 1000.00");
    }

    @Test
    void theStatementSaysWhatWasHeldAndReleased() {
        Listing<TransferView> all = get(SAM, "/transfers", new TypeReference<>() {});

        assertThat(all.items())
                .extracting(line -> "%s %s %s>%s %s"
                        .formatted(line.kind(), line.unit(), line.before(), line.after(), line.counterparty()))
                .containsExactly(
                        "TRADE USD 1020.00>940.00 HOUSE",
                        "RELEASE USD 900.00>1020.00 HELD",
                        "TRADE SH-GOLD -5>-3 HOUSE",
                        "HOLD USD 1200.00>900.00 HELD",
                        "TRADE USD 1000.00>1200.00 HOUSE",
                        "TRADE SH-GOLD 0>-5 HOUSE",
                        "DEPOSIT USD 0.00>1000.00 TREASURY");
        assertThat(all.items().get(1).amount()).isEqualTo("120.00");
        assertThat(all.items().get(3).amount()).isEqualTo("-300.00");
    }

    @Test
    void balancesOfThePastCountWhatWasOwed() {
        BalancesView then = get(SAM, "/balances?position=" + sold, new TypeReference<>() {});
        BalancesView now = get(SAM, "/balances", new TypeReference<>() {});

        assertThat(lines(then)).containsExactly("SH-GOLD -5", "USD 900.00");
        assertThat(lines(now)).containsExactly("SH-GOLD -3", "USD 940.00");
    }

    @Test
    void tradesSayThatTheyWereShort() {
        Listing<TradeView> trades = get(SAM, "/trades", new TypeReference<>() {});

        assertThat(trades.items()).extracting(TradeView::side).containsExactly(Side.BUY, Side.SELL_SHORT);
        assertThat(trades.items().getFirst().realisedPnl()).isEqualByComparingTo("0");
    }

    @Test
    void aTradeOfAShortPositionIsNotTakenBack() {
        OperationView refused = PROCESSOR.settle(reversal("reverse", SAM, "sell"));

        assertThat(refused.reason()).isEqualTo("NOT_REVERSIBLE");
    }

    @Test
    void theOutcomeOfWhatMovesMoneyShowsTheMarginThatIsHeld() {
        AccountId uma = account("short-uma");
        PROCESSOR.settle(open("open", uma, "Short-Uma", Money.of("USD", "1000")));
        PROCESSOR.settle(permitShorting("permit", uma, true));
        PROCESSOR.settle(trade("sell", uma, Side.SELL_SHORT, "SH-GOLD", "5"));

        OperationView deposited = PROCESSOR.settle(deposit("deposit", uma, "USD", "10"));
        OperationView spent = PROCESSOR.settle(purchase("hat", uma, "USD", "20", "a hat"));
        OperationView given = PROCESSOR.settle(gift("gift", uma, account("short-nobody"), "USD", "30"));

        assertThat(balance(deposited))
                .isEqualTo("{\"currency\":\"USD\",\"available\":\"910.00\",\"held\":\"300.00\",\"total\":\"1210.00\"}");
        assertThat(balance(spent))
                .isEqualTo("{\"unit\":\"USD\",\"available\":\"890.00\",\"held\":\"300.00\",\"total\":\"1190.00\"}");
        assertThat(balance(given))
                .isEqualTo("{\"unit\":\"USD\",\"available\":\"860.00\",\"held\":\"300.00\",\"total\":\"1160.00\"}");
    }

    private static String balance(OperationView outcome) {
        return PROCESSOR
                .json("/v1/operations/" + outcome.operationId())
                .at("/result/balance")
                .toString();
    }

    private static List<String> lines(BalancesView view) {
        return view.balances().stream()
                .map(line -> line.unit() + " " + line.balance())
                .toList();
    }

    private static <T> T get(AccountId account, String path, TypeReference<T> type) {
        return PROCESSOR.get("/v1/accounts/" + account + path, type);
    }
}
