package dev.gembourse.processor.settlement;

import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.asset;
import static dev.gembourse.processor.fixture.Players.deposit;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.trade;
import static dev.gembourse.processor.fixture.Players.withdraw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.CommandRepeated;
import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.processor.fixture.Databases;
import dev.gembourse.processor.fixture.DrivenPartition;
import dev.gembourse.processor.fixture.Markets;
import dev.gembourse.processor.fixture.Tables;
import dev.gembourse.processor.ledger.Auditor;
import dev.gembourse.processor.market.MarketView;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class SettlementOnPostgresTest {

    private static final AccountId ANN = account("ann");
    private static final AccountId BOB = account("bob");

    private final Databases databases = new Databases();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MarketView market = Markets.of(asset("ONE", "USD", "1", 0, AssetStatus.ACTIVE));
    private final TradingStage stage =
            new TradingStage(market, new SettlementSettings(10, 1, Duration.ofMillis(300)), meters);
    private final DrivenPartition<TradingCommand, TradingEvent> partition =
            new DrivenPartition<>(stage, databases.trading(), 0);

    @AfterEach
    void theLedgerIsSound() {
        assertThat(new Auditor(databases.trading()).everything().findings()).isEmpty();
        assertThat(new Auditor(databases.trading()).newest().findings()).isEmpty();
    }

    @Test
    void twoHundredDepositsOfOneAddTwoHundred() {
        partition.settle(open("open", ANN, "Ann", null));

        partition.settle(IntStream.range(0, 200)
                .mapToObj(i -> deposit("d" + i, ANN, "USD", "1"))
                .toList());

        assertThat(((Deposited) partition.journal().getLast()).available()).isEqualTo("200.00");
    }

    @Test
    void whatIsDecidedIsToldByItsOperation() throws Exception {
        TradingEvent opened = partition.settle(open("open", ANN, "Ann", null));
        String decided = opened.operationId().toString();

        try (Connection connection = databases.trading().getConnection()) {
            assertThat(stage.decided(connection, List.of(decided, BOB.toString())))
                    .containsExactly(decided);
        }
    }

    @Test
    void aHundredBuysOfOneAtOneMoveExactlyAHundred() {
        partition.settle(open("open", ANN, "Ann", Money.of("USD", "150")));

        partition.settle(IntStream.range(0, 100)
                .mapToObj(i -> trade("t" + i, ANN, Side.BUY, "ONE", "1"))
                .toList());

        TradeSettled last = (TradeSettled) partition.journal().getLast();
        assertThat(last.position()).isEqualTo("100");
        assertThat(last.cash()).isEqualTo("50.00"); // a fee of 0.001 rounds to nothing
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50})
    void theSameKeyFiftyTimesIsBookedOnce(int batchSize) {
        partition.settle(open("open", ANN, "Ann", null));

        for (int sent = 0; sent < 50; sent += batchSize) {
            partition.settle(IntStream.range(sent, Math.min(50, sent + batchSize))
                    .mapToObj(i -> deposit("same", ANN, "USD", "1"))
                    .toList());
        }

        assertThat(partition.journal().subList(2, 51))
                .allSatisfy(event -> assertThat(event).isInstanceOfSatisfying(CommandRepeated.class, repeated -> {
                    assertThat(repeated.sameContent()).isTrue();
                    assertThat(repeated.outcome()).isEqualTo(new StreamPosition(0, 2));
                }));
        assertThat(balance(ANN, "USD")).isEqualTo("1.00000000");
    }

    @Test
    void aKeyUsedForSomethingElseChangesNothing() {
        partition.settle(open("open", ANN, "Ann", null));
        partition.settle(deposit("same", ANN, "USD", "1"));

        TradingEvent event = partition.settle(deposit("same", ANN, "USD", "2"));

        assertThat(event)
                .isInstanceOfSatisfying(
                        CommandRepeated.class,
                        repeated -> assertThat(repeated.sameContent()).isFalse());
        assertThat(balance(ANN, "USD")).isEqualTo("1.00000000");
    }

    @Test
    void aRefusalIsBoundToItsKeyAlsoAfterADeposit() {
        partition.settle(open("open", ANN, "Ann", null));
        TradingEvent refused = partition.settle(trade("buy", ANN, Side.BUY, "ONE", "5"));
        partition.settle(deposit("rich", ANN, "USD", "100"));

        TradingEvent again = partition.settle(trade("buy", ANN, Side.BUY, "ONE", "5"));

        assertThat(refused)
                .isInstanceOfSatisfying(
                        OperationRefused.class,
                        it -> assertThat(it.reason()).isEqualTo(TradingRefusal.INSUFFICIENT_CASH));
        assertThat(again)
                .isInstanceOfSatisfying(
                        CommandRepeated.class, it -> assertThat(it.outcome()).isEqualTo(new StreamPosition(0, 2)));
        assertThat(balance(ANN, "USD")).isEqualTo("100.00000000");
    }

    @Test
    void redeliveryHasNoEffectAtAll() {
        partition.settle(List.of(
                open("open", ANN, "Ann", Money.of("USD", "500")),
                open("open", BOB, "ann", null),
                trade("buy", ANN, Side.BUY, "ONE", "3"),
                trade("buy", ANN, Side.BUY, "ONE", "3"),
                trade("buy", ANN, Side.BUY, "ONE", "4"),
                withdraw("out", ANN, "USD", "1000")));
        partition.settle(deposit("open", ANN, "USD", "1"));
        var before = Tables.trading(databases.trading());

        List<TradingEvent> warm = partition.redeliverFrom(0);
        partition.restart();
        List<TradingEvent> cold = partition.redeliverFrom(0);

        assertThat(warm).isEmpty();
        assertThat(cold).isEmpty();
        assertThat(Tables.trading(databases.trading())).isEqualTo(before);
        assertThat(meters.counter("gembourse.settlement.commands", "outcome", "redelivered")
                        .count())
                .isEqualTo(14);
    }

    @Test
    void aNewOwnerGoesOnWhereTheLastOneStopped() {
        partition.settle(List.of(
                open("open", ANN, "Ann", Money.of("USD", "20000")),
                open("open", BOB, "Bob", Money.of("USD", "7")),
                trade("t1", ANN, Side.BUY, "ONE", "2000")));

        partition.restart();
        TradeSettled sale = (TradeSettled) partition.settle(trade("t2", ANN, Side.SELL, "ONE", "500"));

        assertThat(sale.position()).isEqualTo("1500");
        assertThat(sale.averageCost()).isEqualTo("1.001");
        assertThat(sale.realisedPnl()).isEqualTo("-1.00");
        assertThat(sale.cash()).isEqualTo("18497.50");
    }

    @Test
    void forgottenAccountsAreReadAgain() {
        partition.settle(List.of(
                open("open", ANN, "Ann", Money.of("USD", "10")), open("open", BOB, "Bob", Money.of("USD", "10"))));

        for (int i = 0; i < 3; i++) {
            partition.settle(trade("t" + i, ANN, Side.BUY, "ONE", "1"));
            partition.settle(trade("t" + i, BOB, Side.BUY, "ONE", "2"));
        }

        assertThat(balance(ANN, "ONE")).isEqualTo("3.00000000");
        assertThat(balance(BOB, "ONE")).isEqualTo("6.00000000");
    }

    @Test
    void aNameGoesToTheFirstWhoMayHaveIt() {
        AccountId eve = account("eve");

        List<TradingEvent> events = partition.settle(List.of(
                open("open", ANN, "Crown", Money.of("XXX", "1")),
                open("open", BOB, "CROWN", null),
                open("open", eve, "crown", null)));

        assertThat(events.get(0)).isInstanceOf(OperationRefused.class);
        assertThat(events.get(1)).isInstanceOf(AccountOpened.class);
        assertThat(events.get(2))
                .isInstanceOfSatisfying(
                        OperationRefused.class, it -> assertThat(it.reason()).isEqualTo(TradingRefusal.USERNAME_TAKEN));
        assertThat(one("select account_id::text from username_claim")).isEqualTo(BOB.toString());
    }

    @Test
    void aNameThatNobodyGotStaysFree() {
        partition.settle(open("open", ANN, "Crown", Money.of("XXX", "1")));

        assertThat(partition.settle(open("open", BOB, "crown", null))).isInstanceOf(AccountOpened.class);
    }

    @Test
    void aNameIsTakenOnceAcrossPartitions() {
        int names = 300;
        List<CompletableFuture<List<TradingEvent>>> races = new ArrayList<>();
        for (int p = 1; p <= 4; p++) {
            int number = p;
            DrivenPartition<TradingCommand, TradingEvent> racer =
                    new DrivenPartition<>(stage, databases.trading(), number);
            races.add(CompletableFuture.supplyAsync(() -> {
                for (int from = 0; from < names; from += 50) {
                    racer.settle(IntStream.range(from, from + 50)
                            .map(i -> number % 2 == 0 ? i : names - 1 - i)
                            .mapToObj(i -> open("open", account(number + "/" + i), "name-" + i, null))
                            .toList());
                }
                return racer.journal();
            }));
        }

        List<TradingEvent> all =
                races.stream().flatMap(race -> race.join().stream()).toList();

        assertThat(all.stream().filter(AccountOpened.class::isInstance)).hasSize(names);
        assertThat(all.stream().filter(OperationRefused.class::isInstance)).hasSize(3 * names);
        assertThat(one("select count(*)::text from username_claim c join account a using (account_id)"
                        + " where c.folded = lower(a.username)"))
                .isEqualTo(Integer.toString(names));
    }

    @Test
    void aBuyWaitsForTheAssetThatItsSenderHasSeen() {
        partition.settle(open("open", ANN, "Ann", Money.of("USD", "10")));
        StreamPosition created = new StreamPosition(3, 17);
        CompletableFuture<Void> news = CompletableFuture.runAsync(
                () -> Markets.state(market, asset("NEW", "USD", "2", 0, AssetStatus.ACTIVE), created),
                CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));

        TradingEvent event = partition.settle(trade("buy", ANN, Side.BUY, "NEW", "1", created));

        assertThat(event).isInstanceOf(TradeSettled.class);
        news.join();
    }

    @Test
    void aPositionThatNeverComesHoldsUpOneBatchOnly() {
        partition.settle(open("open", ANN, "Ann", Money.of("USD", "10")));
        StreamPosition madeUp = new StreamPosition(3, 999_999);
        partition.settle(trade("t1", ANN, Side.BUY, "ONE", "1", madeUp));

        long begin = System.nanoTime();
        TradingEvent event = partition.settle(trade("t2", ANN, Side.BUY, "ONE", "1", madeUp));

        assertThat(event).isInstanceOf(TradeSettled.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(300));
    }

    @Test
    void factsCannotBeChanged() {
        partition.settle(open("open", ANN, "Ann", Money.of("USD", "10")));

        for (String table : List.of("transfer", "operation", "journal")) {
            for (String change : List.of("update %s set partition = 1", "delete from %s", "truncate %s")) {
                assertThatThrownBy(() -> run(change.formatted(table)))
                        .rootCause()
                        .hasMessageMatching("(?s).*(facts|permission denied).*");
            }
        }
        assertThatThrownBy(() -> run("update ledger_account set balance = -1 where account_id is not null"))
                .hasMessageContaining("player_owes_only_what_is_short");
    }

    private String balance(AccountId account, String unit) {
        return one("select balance::text from ledger_account where account_id = '" + account + "' and unit = '" + unit
                + "'");
    }

    private String one(String sql) {
        return JdbcClient.create(databases.trading())
                .sql(sql)
                .query(String.class)
                .single();
    }

    private void run(String sql) {
        JdbcClient.create(databases.trading()).sql(sql).update();
    }
}
