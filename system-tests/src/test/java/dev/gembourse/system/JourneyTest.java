package dev.gembourse.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.AccountView;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.events.view.PositionView;
import dev.gembourse.events.view.WalletView;
import dev.gembourse.tools.client.Parallel;
import dev.gembourse.tools.client.Reply;
import dev.gembourse.tools.client.Submission;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What players experience: money in, trades, gems, and the same answer for the same key. */
@ExtendWith(Running.class)
class JourneyTest {

    private static final int WIDTH = 50;

    @AfterAll
    static void everyInvariantHolds(TheSystem system) throws InterruptedException {
        assertThat(system.findings()).isEmpty();
    }

    @Test
    void gemsFollowTheNumberOfTrades(TheSystem system) {
        Player player = system.player("1000");
        Symbol symbol = system.asset("1.00");
        List<Long> gems = new ArrayList<>();

        for (int trade = 1; trade <= 11; trade++) {
            OperationView outcome = trade % 3 == 0 ? player.sell(symbol, "1") : player.buy(symbol, "2");
            gems.add(player.standingAfter(outcome).gems());
        }

        assertThat(gems).containsExactly(1L, 2L, 3L, 4L, 10L, 11L, 12L, 13L, 14L, 25L, 26L);
    }

    @Test
    void aShortSaleEarnsByAFallingPriceAndHoldsItsMarginMeanwhile(TheSystem system) {
        Player player = system.player("1000");
        Symbol symbol = system.asset("100");

        OperationView early = player.trade("SELL_SHORT", symbol, "4", system.name("short"));
        system.gateway().perform("PUT", player.path() + "/shorting", system.name("permit"), Map.of("permitted", true));
        AccountView permitted = system.gateway().get(player.path(), AccountView.class);
        OperationView sold = player.trade("SELL_SHORT", symbol, "4", system.name("short"));
        WalletView held = wallet(system, player, sold);
        PositionView owed = player.position(symbol, sold);
        system.setPrice(symbol, "90");
        PositionView covered = player.position(symbol, player.buy(symbol, "1"));
        OperationView closed = player.close(symbol, Map.of());
        WalletView after = wallet(system, player, closed);

        assertThat(early.reason()).isEqualTo("SHORTING_NOT_PERMITTED");
        assertThat(permitted.mayShort()).isTrue();
        assertThat(held.available()).isEqualByComparingTo("800");
        assertThat(held.held()).isEqualByComparingTo("600");
        assertThat(owed.quantity()).isEqualByComparingTo("-4");
        assertThat(covered.realisedPnl()).isEqualByComparingTo("10");
        assertThat(player.position(symbol, closed).quantity()).isZero();
        assertThat(player.position(symbol, closed).realisedPnl()).isEqualByComparingTo("40");
        assertThat(after.available()).isEqualByComparingTo("1040");
        assertThat(after.held()).isZero();
        assertThat(player.standingAfter(closed).gems()).isEqualTo(3);
    }

    private static WalletView wallet(TheSystem system, Player player, OperationView after) {
        return system.gateway().get(player.path() + "/wallets/USD?at-least=" + after.position(), WalletView.class);
    }

    @Test
    void twoHundredParallelDepositsAddUp(TheSystem system) throws InterruptedException {
        Player player = system.player("0.50");

        List<OperationView> outcomes = times(200, i -> player.deposit("1"));

        assertThat(outcomes).allMatch(outcome -> outcome.status() == Status.SETTLED);
        assertThat(player.cashAfter(last(outcomes))).isEqualByComparingTo("200.50");
    }

    @Test
    void aHundredParallelBuysCostExactlyAHundred(TheSystem system) throws InterruptedException {
        Player player = system.player("150");
        Symbol symbol = system.asset("1.00");

        List<OperationView> outcomes = times(100, i -> player.buy(symbol, "1"));

        OperationView last = last(outcomes);
        assertThat(outcomes).allMatch(outcome -> outcome.status() == Status.SETTLED);
        assertThat(player.cashAfter(last)).isEqualByComparingTo("50");
        assertThat(player.position(symbol, last).quantity()).isEqualByComparingTo("100");
        assertThat(player.standingAfter(last).tradeCount()).isEqualTo(100);
        assertThat(player.standingAfter(last).gems()).isEqualTo(115);
    }

    @Test
    void parallelBuysNeverOverdraw(TheSystem system) throws InterruptedException {
        Player player = system.player("30");
        Symbol symbol = system.asset("1.00");

        List<OperationView> outcomes = times(60, i -> player.buy(symbol, "1"));

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.status() == Status.SETTLED)
                .hasSize(30);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.status() == Status.REFUSED)
                .hasSize(30)
                .extracting(OperationView::reason)
                .containsOnly("INSUFFICIENT_CASH");
        assertThat(player.cashAfter(last(outcomes))).isEqualByComparingTo("0");
    }

    @Test
    void ofTwentyParallelClosesExactlyOneSettles(TheSystem system) throws InterruptedException {
        Player player = system.player("100");
        Symbol symbol = system.asset("1.00");
        player.buy(symbol, "10");
        system.setPrice(symbol, "1.50");

        List<OperationView> outcomes = times(20, i -> player.close(symbol, Map.of()));

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.status() == Status.SETTLED)
                .hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.status() == Status.REFUSED)
                .hasSize(19)
                .extracting(OperationView::reason)
                .containsOnly("NO_POSITION");
        assertThat(player.cashAfter(last(outcomes))).isEqualByComparingTo("105");
        assertThat(player.standingAfter(last(outcomes)).tradeCount()).isEqualTo(2);
    }

    @Test
    void aPartOfAPositionIsClosedByPercentage(TheSystem system) {
        Player player = system.player("100");
        Symbol symbol = system.asset("1.00");
        player.buy(symbol, "10");

        OperationView third = TheSystem.settled(player.close(symbol, Map.of("percentage", "33.3")));
        OperationView piece = TheSystem.settled(player.close(symbol, Map.of("quantity", "0.67")));

        assertThat(player.position(symbol, piece).quantity()).isEqualByComparingTo("6");
        assertThat(player.cashAfter(third)).isGreaterThan(new BigDecimal("93"));
    }

    @Test
    void averageCostIsThatOfWhatWasBoughtAndStaysWhenSelling(TheSystem system) {
        Player player = system.player("1000");
        Symbol symbol = system.asset("50");

        player.buy(symbol, "5");
        system.setPrice(symbol, "40");
        PositionView bought = player.position(symbol, player.buy(symbol, "15"));
        PositionView sold = player.position(symbol, player.sell(symbol, "4"));

        assertThat(bought.averageCost()).isEqualByComparingTo("42.5");
        assertThat(bought.costBasis()).isEqualByComparingTo("850");
        assertThat(sold.averageCost()).isEqualByComparingTo("42.5");
        assertThat(sold.realisedPnl()).isEqualByComparingTo("-10");
    }

    @Test
    void aUnitThatWasJustDefinedIsToppedUpTradedWithAndSpent(TheSystem system) {
        Player player = system.player("10");
        String unit = system.name("UNIT");
        Symbol symbol = new Symbol(system.name("S"));

        post(system, "/v1/units", Map.of("unit", unit, "name", "Shards", "kind", "VIRTUAL", "scale", 1));
        post(system, player.path() + "/wallet/top-ups", Map.of("unit", unit, "amount", "12.5"));
        post(system, "/v1/assets", Map.of("symbol", symbol, "name", "Feathers", "currency", unit, "price", "1.11"));
        OperationView bought = TheSystem.settled(player.buy(symbol, "5"));
        OperationView spent = post(
                system, player.path() + "/wallet/purchases", Map.of("unit", unit, "amount", "2", "reference", "a hat"));

        WalletView wallet = system.gateway()
                .get(player.path() + "/wallets/" + unit + "?at-least=" + spent.position(), WalletView.class);
        assertThat(wallet.total()).isEqualTo("4.9"); // 5 × 1.11 are 5.55, half-even 5.6
        assertThat(player.position(symbol, bought).marketValue()).isEqualTo("5.6");
        assertThat(player.cashAfter(spent)).isEqualByComparingTo("10");
        assertThat(player.standingAfter(spent).gems()).isOne();
    }

    private static OperationView post(TheSystem system, String path, Map<String, Object> body) {
        return TheSystem.settled(system.gateway().perform("POST", path, system.name("key"), body));
    }

    @Test
    void theSameKeyFiftyTimesInParallelBooksOnce(TheSystem system) throws InterruptedException {
        Player player = system.player("100");
        Symbol symbol = system.asset("10");
        String key = system.name("same");

        List<OperationView> outcomes = times(50, i -> player.trade("BUY", symbol, "1", key));

        assertThat(outcomes)
                .extracting(OperationView::operationId)
                .containsOnly(outcomes.getFirst().operationId());
        assertThat(outcomes).allMatch(outcome -> outcome.status() == Status.SETTLED);
        assertThat(player.cashAfter(outcomes.getFirst())).isEqualByComparingTo("90");
    }

    @Test
    void theSameKeyForSomethingElseIsRefusedAndChangesNothing(TheSystem system) {
        Player player = system.player("100");
        Symbol symbol = system.asset("10");
        String key = system.name("other");
        OperationView first = player.trade("BUY", symbol, "1", key);

        Reply other = system.gateway()
                .send(
                        "POST",
                        player.path() + "/trades",
                        key,
                        Map.of("symbol", symbol, "side", "BUY", "quantity", "2"),
                        Duration.ofSeconds(10));

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(player.cashAfter(first)).isEqualByComparingTo("90");
    }

    @Test
    void aRefusalStaysBoundToItsKeyEvenAfterADeposit(TheSystem system) {
        Player player = system.player("5");
        Symbol symbol = system.asset("10");
        String key = system.name("poor");
        OperationView refused = player.trade("BUY", symbol, "1", key);

        OperationView deposited = player.deposit("100");
        OperationView again = player.trade("BUY", symbol, "1", key);

        assertThat(refused.reason()).isEqualTo("INSUFFICIENT_CASH");
        assertThat(again.status()).isEqualTo(Status.REFUSED);
        assertThat(again.reason()).isEqualTo("INSUFFICIENT_CASH");
        assertThat(player.cashAfter(deposited)).isEqualByComparingTo("105");
    }

    @Test
    void whatWasAcceptedIsPendingAtOnceAndNeverUnknown(TheSystem system) throws InterruptedException {
        Player player = system.player("1");
        List<Submission> accepted;
        system.pauseSettlement();
        try {
            accepted = times(1_000, i -> {
                Submission submission = player.submitDeposit("1", system.name("paused"));
                Reply asked = system.gateway().get(submission.location());
                assertThat(asked.status()).as(submission.location()).isEqualTo(200);
                assertThat(asked.as(OperationView.class).status()).isEqualTo(Status.PENDING);
                return submission;
            });
        } finally {
            system.resumeSettlement();
        }

        List<OperationView> outcomes = Parallel.map(accepted, WIDTH, player::outcome);

        assertThat(outcomes).allMatch(outcome -> outcome.status() == Status.SETTLED);
        assertThat(player.cashAfter(last(outcomes))).isEqualByComparingTo("1001");
    }

    @Test
    void anOperationThatNobodyAskedForIsUnknown(TheSystem system) {
        Reply reply = system.gateway().get("/v1/operations/" + OperationId.of("nobody", "asked"));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("OPERATION_NOT_FOUND");
    }

    private interface Attempt<T> {
        T make(int number);
    }

    private static <T> List<T> times(int count, Attempt<T> attempt) throws InterruptedException {
        return Parallel.map(IntStream.range(0, count).boxed().toList(), WIDTH, attempt::make);
    }

    /** The outcome that stands last in the journal: all of an account's stand in one partition. */
    private static OperationView last(List<OperationView> outcomes) {
        return outcomes.stream()
                .max(Comparator.comparing(OperationView::position))
                .orElseThrow();
    }
}
