package dev.gembourse.leaderboard.player;

import static dev.gembourse.leaderboard.Trading.account;
import static dev.gembourse.leaderboard.Trading.deposited;
import static dev.gembourse.leaderboard.Trading.opened;
import static dev.gembourse.leaderboard.Trading.partnerTrade;
import static dev.gembourse.leaderboard.Trading.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gembourse.events.leaderboard.LeaderboardEvent;
import dev.gembourse.events.leaderboard.LeaderboardEvent.GemsAwarded;
import dev.gembourse.events.leaderboard.LeaderboardEvent.MilestoneReached;
import dev.gembourse.events.leaderboard.LeaderboardEvent.PlayerJoined;
import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.order.Liquidity;
import dev.gembourse.events.order.Order;
import dev.gembourse.events.order.OrderPrices;
import dev.gembourse.events.order.OrderStatus;
import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.order.OrderType;
import dev.gembourse.events.order.SelfTrade;
import dev.gembourse.events.order.TimeInForce;
import dev.gembourse.events.trading.OperationKind;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.BonusGranted;
import dev.gembourse.events.trading.TradingEvent.CancellationRequested;
import dev.gembourse.events.trading.TradingEvent.CommandRepeated;
import dev.gembourse.events.trading.TradingEvent.GiftReceived;
import dev.gembourse.events.trading.TradingEvent.GiftRefused;
import dev.gembourse.events.trading.TradingEvent.GiftReturned;
import dev.gembourse.events.trading.TradingEvent.GiftSent;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.OperationReversed;
import dev.gembourse.events.trading.TradingEvent.OrderEnded;
import dev.gembourse.events.trading.TradingEvent.OrderFilled;
import dev.gembourse.events.trading.TradingEvent.OrderPlaced;
import dev.gembourse.events.trading.TradingEvent.OrderReplaced;
import dev.gembourse.events.trading.TradingEvent.OrderTriggered;
import dev.gembourse.events.trading.TradingEvent.Purchased;
import dev.gembourse.events.trading.TradingEvent.ReplacementRequested;
import dev.gembourse.events.trading.TradingEvent.ShortingPermitted;
import dev.gembourse.events.trading.TradingEvent.ToppedUp;
import dev.gembourse.events.trading.TradingEvent.Withdrawn;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Note;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Username;
import dev.gembourse.events.wire.Contracts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwardingTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.000001Z");
    private static final StreamPosition CAUSE = new StreamPosition(3, 17);
    private static final Player ALICE = new Player(account("alice"), new Username("alice"), 0, 0, NOON);

    @ParameterizedTest(name = "{0} trades earn {1} gems, the last of them {2}")
    @CsvSource({"1, 1, 1", "4, 4, 1", "5, 10, 6", "6, 11, 1", "9, 14, 1", "10, 25, 11", "11, 26, 1", "500, 515, 1"})
    void gemsFollowTheNumberOfTrades(int trades, long gems, int last) {
        Player player = ALICE;
        int awarded = 0;
        for (int trade = 1; trade <= trades; trade++) {
            Side side = trade % 2 == 0 ? Side.SELL : Side.BUY;
            for (LeaderboardEvent fact : Awarding.decide(player, settled("alice", side, NOON), CAUSE)) {
                player = Awarding.apply(player, fact);
                awarded = fact instanceof GemsAwarded award ? award.awarded() : awarded;
            }
        }

        assertThat(player).isEqualTo(new Player(ALICE.id(), ALICE.username(), gems, trades, NOON));
        assertThat(awarded).isEqualTo(last);
    }

    @Test
    void aPartnersTradeCountsAsOneOfOurs() {
        Player player = ALICE;
        for (int trade = 1; trade <= 10; trade++) {
            Instant at = NOON.plusSeconds(trade);
            TradingEvent event = trade % 3 == 0 ? settled("alice", at) : partnerTrade("alice", at);
            assertThat(Awarding.concerns(event)).isTrue();
            for (LeaderboardEvent fact : Awarding.decide(player, event, CAUSE)) {
                player = Awarding.apply(player, fact);
            }
        }

        assertThat(player).isEqualTo(new Player(ALICE.id(), ALICE.username(), 25, 10, NOON.plusSeconds(10)));
    }

    @Test
    void anOrderCountsOnceHoweverManyFillsItTakes() {
        Player player = ALICE;
        for (TradingEvent event : List.of(filled(true), filled(false), filled(false))) {
            for (LeaderboardEvent fact : Awarding.decide(player, event, CAUSE)) {
                player = Awarding.apply(player, fact);
            }
        }

        assertThat(player).isEqualTo(new Player(ALICE.id(), ALICE.username(), 1, 1, NOON));
        assertThat(Awarding.concerns(filled(true))).isTrue();
    }

    private static final Order ORDER = new Order(
            OrderId.of(OperationId.of("alice", "order")),
            ALICE.id(),
            new OrderTerms(
                    new Symbol("GOLD"),
                    Side.BUY,
                    OrderType.LIMIT,
                    TimeInForce.GTC,
                    Quantity.of("2"),
                    null,
                    OrderPrices.limit(Price.of("1")),
                    false,
                    SelfTrade.CANCEL_NEWEST,
                    null),
            new BigDecimal("2"),
            null,
            Price.of("1"),
            null);

    private static OrderFilled filled(boolean first) {
        return new OrderFilled(
                OperationId.of("alice", "fill"),
                ALICE.id(),
                ORDER.id(),
                new Symbol("GOLD"),
                Side.BUY,
                1,
                Liquidity.TAKER,
                false,
                Quantity.of("1"),
                Price.of("1"),
                BigDecimal.ONE,
                Currencies.USD,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null,
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ONE,
                OrderStatus.PARTIALLY_FILLED,
                null,
                first,
                null,
                NOON);
    }

    @ParameterizedTest(name = "after {0} trades: a bonus of {1}")
    @CsvSource({"5, 5", "10, 10"})
    void aMilestoneFollowsItsAward(long tradeCount, int bonus) {
        Player before = new Player(ALICE.id(), ALICE.username(), 40, tradeCount - 1, NOON);
        Instant at = NOON.plusSeconds(1);

        List<LeaderboardEvent> facts = Awarding.decide(before, settled("alice", at), CAUSE);

        assertThat(facts)
                .containsExactly(
                        new GemsAwarded(ALICE.id(), bonus + 1, 41 + bonus, tradeCount, CAUSE, at),
                        new MilestoneReached(ALICE.id(), tradeCount, bonus, CAUSE, at));
    }

    @Test
    void openingAnAccountMakesAPlayerWithoutGems() {
        List<LeaderboardEvent> facts = Awarding.decide(null, opened("alice", NOON), CAUSE);

        assertThat(facts).containsExactly(new PlayerJoined(ALICE.id(), ALICE.username(), CAUSE, NOON));
        assertThat(Awarding.apply(null, facts.getFirst())).isEqualTo(ALICE);
    }

    @Test
    void otherEventsMeanNothingForThePlayer() {
        OperationId operation = OperationId.of("alice", "key");
        AccountId bob = account("bob");
        Money one = Money.of("USD", "1");
        List<TradingEvent> others = List.of(
                deposited("alice", NOON),
                new Withdrawn(operation, ALICE.id(), one, BigDecimal.ONE, null, NOON),
                new GiftSent(operation, ALICE.id(), bob, one, null, operation, BigDecimal.ONE, null, NOON),
                new GiftReceived(operation, ALICE.id(), bob, operation, one, null, BigDecimal.ONE, null, NOON),
                new GiftRefused(
                        operation, ALICE.id(), bob, operation, one, TradingRefusal.BALANCE_TOO_LARGE, "no", NOON),
                new GiftReturned(
                        operation,
                        ALICE.id(),
                        bob,
                        operation,
                        one,
                        TradingRefusal.BALANCE_TOO_LARGE,
                        BigDecimal.ONE,
                        null,
                        NOON),
                new OperationReversed(
                        operation, ALICE.id(), operation, OperationKind.TRADE, new Note("oops"), List.of(), NOON),
                new ToppedUp(operation, ALICE.id(), Money.of("GC", "1"), null, BigDecimal.ONE, null, NOON),
                new BonusGranted(operation, ALICE.id(), Money.of("GC", "1"), null, BigDecimal.ONE, null, NOON),
                new Purchased(operation, ALICE.id(), Money.of("GC", "1"), null, BigDecimal.ONE, null, NOON),
                new OperationRefused(
                        operation, ALICE.id(), OperationKind.TRADE, TradingRefusal.UNKNOWN_SYMBOL, "no", NOON),
                new OrderPlaced(
                        operation, ALICE.id(), ORDER, Currencies.USD, 2, 0, 0, BigDecimal.ONE, BigDecimal.ONE, NOON),
                filled(false),
                new OrderEnded(
                        operation,
                        ALICE.id(),
                        ORDER.id(),
                        new Symbol("GOLD"),
                        EndReason.CANCELLED_BY_OWNER,
                        Currencies.USD,
                        BigDecimal.ONE,
                        BigDecimal.ONE,
                        BigDecimal.ZERO,
                        null,
                        NOON),
                new OrderTriggered(operation, ALICE.id(), ORDER.id(), new Symbol("GOLD"), Price.of("1"), NOON),
                new ReplacementRequested(
                        operation,
                        ALICE.id(),
                        ORDER,
                        BigDecimal.ONE,
                        Currencies.USD,
                        BigDecimal.ONE,
                        BigDecimal.ONE,
                        NOON),
                new OrderReplaced(
                        operation,
                        ALICE.id(),
                        operation,
                        ORDER,
                        true,
                        Currencies.USD,
                        BigDecimal.ONE,
                        BigDecimal.ONE,
                        BigDecimal.ONE,
                        null,
                        NOON),
                new CancellationRequested(operation, ALICE.id(), List.of(), NOON),
                new ShortingPermitted(operation, ALICE.id(), true, NOON),
                new CommandRepeated(operation, ALICE.id(), true, CAUSE, NOON));

        assertThat(others).allSatisfy(event -> {
            assertThat(Awarding.concerns(event)).isFalse();
            assertThat(Awarding.decide(ALICE, event, CAUSE)).isEmpty();
        });
        assertThat(others.size() + 3)
                .as("every trading event is tested here or above")
                .isEqualTo(Contracts.TRADING_EVENTS.types().size());
    }

    @Test
    void theScoreIsReachedWithTheLastAward() {
        Player player = ALICE;
        List<Instant> reached = new ArrayList<>();
        for (Instant at : IntStream.range(1, 4).mapToObj(NOON::plusSeconds).toList()) {
            player = Awarding.apply(
                    player, Awarding.decide(player, settled("alice", at), CAUSE).getFirst());
            reached.add(player.reachedAt());
        }

        assertThat(reached).containsExactly(NOON.plusSeconds(1), NOON.plusSeconds(2), NOON.plusSeconds(3));
    }

    @Test
    void timesAreKeptInWholeMicroseconds() {
        Instant fine = Instant.parse("2026-01-02T12:00:00.123456789Z");

        assertThat(Awarding.decide(null, opened("alice", fine), CAUSE)
                        .getFirst()
                        .occurredAt())
                .isEqualTo(Instant.parse("2026-01-02T12:00:00.123456Z"));
    }

    @Test
    void whatCannotBeTrueIsAFault() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Awarding.decide(null, settled("alice", NOON), CAUSE))
                .withMessageContaining("to be opened before its trade at 3.17");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Awarding.decide(null, partnerTrade("alice", NOON), CAUSE))
                .withMessageContaining("to be opened before its trade at 3.17");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Awarding.decide(ALICE, opened("alice", NOON), CAUSE))
                .withMessageContaining("to be opened once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Awarding.decide(ALICE, settled("alice", Instant.MAX), CAUSE))
                .withMessageContaining("expected a time between 1970 and 9999");
    }
}
