package dev.gembourse.processor.account;

import static dev.gembourse.processor.fixture.Players.AT;
import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.asset;
import static dev.gembourse.processor.fixture.Players.deposit;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.operation;
import static dev.gembourse.processor.fixture.Players.trade;
import static dev.gembourse.processor.fixture.Players.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.UnitBook;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.ReverseOperation;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.OperationReversed;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Note;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories of one account in which anything may be taken back at any time. What came in must always be what there is: the
 * cash and what the positions have cost, less what was realised. That holds to the last of 8 decimals.
 */
class ReversalPropertyTest {

    private static final AccountId ANN = account("ann");
    private static final Symbol GOLD = new Symbol("GOLD");
    private static final int COMMANDS = 4_000;

    private final Map<OperationId, Original> decided = new HashMap<>();
    private final List<OperationId> operations = new ArrayList<>();
    private final Map<SystemOwner, BigDecimal> system = new EnumMap<>(SystemOwner.class);
    private BigDecimal price = BigDecimal.TEN;

    @ParameterizedTest
    @DisplayName("any history adds up")
    @ValueSource(longs = {1, 20260301, 77, 4711, 31337})
    void anyHistoryAddsUp(long seed) {
        Random random = new Random(seed);
        AccountState ann = apply(null, open("open", ANN, "ann", Money.of("USD", "5000")));
        int[] reversed = new int[Side.values().length];

        for (int i = 0; i < COMMANDS; i++) {
            if (i % 10 == 0) {
                price = BigDecimal.valueOf(1 + random.nextInt(40_000), 3);
            }
            TradingCommand command = command(random, "k" + i);
            ann = apply(ann, command);
            if (command instanceof ReverseOperation reverse
                    && decided.get(reverse.operationId()).outcome() instanceof OperationReversed
                    && decided.get(reverse.original()).outcome() instanceof TradeSettled trade) {
                reversed[trade.side().ordinal()]++;
            }
            addsUp(ann);
        }

        assertThat(reversed[Side.BUY.ordinal()]).as("buys taken back").isGreaterThan(20);
        assertThat(reversed[Side.SELL.ordinal()]).as("sales taken back").isGreaterThan(20);
    }

    @ParameterizedTest
    @DisplayName("taking everything back, the newest first, leaves nothing")
    @ValueSource(longs = {3, 20260302})
    void takingEverythingBackLeavesNothing(long seed) {
        Random random = new Random(seed);
        AccountState ann = apply(null, open("open", ANN, "ann", null));
        ann = apply(ann, deposit("first", ANN, "USD", "5000"));
        for (int i = 0; i < 300; i++) {
            price = BigDecimal.valueOf(1 + random.nextInt(40_000), 3);
            ann = apply(
                    ann, trade("k" + i, ANN, random.nextInt(3) == 0 ? Side.SELL : Side.BUY, "GOLD", quantity(random)));
        }

        for (OperationId operation : List.copyOf(operations).reversed()) {
            ann = apply(ann, reversal("back " + operation, operation));
        }

        assertThat(ann.holding(Currencies.USD).quantity()).isEqualByComparingTo("0");
        assertThat(ann.holding(GOLD.unit()).quantity()).isEqualByComparingTo("0");
        assertThat(ann.holding(GOLD.unit()).costBasis()).isEqualByComparingTo("0");
        system.forEach((owner, balance) -> assertThat(balance).as(owner.name()).isEqualByComparingTo("0"));
    }

    private TradingCommand command(Random random, String key) {
        return switch (random.nextInt(10)) {
            case 0 -> deposit(key, ANN, "USD", cents(random, 100_000));
            case 1 -> withdraw(key, ANN, "USD", cents(random, 100_000));
            case 2, 3, 4 -> reversal(key, operations.get(random.nextInt(operations.size())));
            case 5, 6 -> trade(key, ANN, Side.SELL, "GOLD", quantity(random));
            default -> trade(key, ANN, Side.BUY, "GOLD", quantity(random));
        };
    }

    private static ReverseOperation reversal(String key, OperationId original) {
        return new ReverseOperation(operation(ANN, key), ANN, original, new Note("by mistake"), null, AT);
    }

    private AccountState apply(AccountState before, TradingCommand command) {
        AccountRules rules = new AccountRules(
                symbol -> Quote.of(asset("GOLD", "USD", price.toPlainString(), 3, AssetStatus.ACTIVE)),
                new UnitBook(),
                new FeeRate(25));
        TradingEvent event = rules.decide(before, command, name -> true, decided::get, AT);
        decided.put(command.operationId(), new Original(event, null));
        operations.add(command.operationId());
        if (event instanceof OperationReversed reversed) {
            decided.computeIfPresent(
                    reversed.original(), (id, it) -> new Original(it.outcome(), reversed.operationId()));
        }
        for (Booking booking : Booking.of(event)) {
            if (booking.unit().equals(Currencies.USD)) {
                system.merge(
                        booking.counterparty(),
                        booking.toPlayer() ? booking.amount().negate() : booking.amount(),
                        BigDecimal::add);
            }
        }
        AccountState after = AccountState.after(before, event);
        assertThat(after).isNotNull();
        if (event instanceof OperationRefused) {
            assertThat(after).isEqualTo(before);
        }
        if (event instanceof OperationReversed reversed) {
            reversed.compensations().forEach(one -> told(after, reversed, one.unit()));
        }
        return after;
    }

    /** The last balance of a unit that the event tells is the one that it leaves. */
    private static void told(AccountState after, OperationReversed event, Unit unit) {
        BigDecimal told = event.compensations().stream()
                .filter(one -> one.unit().equals(unit))
                .reduce((first, second) -> second)
                .orElseThrow()
                .balance();
        assertThat(told).isEqualByComparingTo(after.holding(unit).quantity());
    }

    private void addsUp(AccountState ann) {
        BigDecimal cash = ann.holding(Currencies.USD).quantity();
        Holding gold = ann.holding(GOLD.unit());
        BigDecimal cameIn =
                system.getOrDefault(SystemOwner.TREASURY, BigDecimal.ZERO).negate();

        assertThat(cash.add(gold.costBasis()).subtract(gold.realisedPnl())).isEqualByComparingTo(cameIn);
        assertThat(cash.signum()).isNotNegative();
        assertThat(gold.quantity().signum()).isNotNegative();
        assertThat(gold.costBasis().signum()).isNotNegative();
        if (gold.quantity().signum() == 0) {
            assertThat(gold.costBasis()).isEqualByComparingTo("0");
        }
    }

    private static String cents(Random random, int most) {
        return BigDecimal.valueOf(1 + random.nextInt(most), 2).toPlainString();
    }

    private static String quantity(Random random) {
        return BigDecimal.valueOf(1 + random.nextInt(60_000), 3).toPlainString();
    }
}
