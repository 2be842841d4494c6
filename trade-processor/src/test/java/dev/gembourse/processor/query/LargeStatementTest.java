package dev.gembourse.processor.query;

import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.asset;
import static dev.gembourse.processor.fixture.Players.deposit;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.trade;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.BalancesView.Line;
import dev.gembourse.events.view.TradeView;
import dev.gembourse.events.view.TransferView;
import dev.gembourse.processor.account.TransferKind;
import dev.gembourse.processor.fixture.Databases;
import dev.gembourse.processor.fixture.DrivenPartition;
import dev.gembourse.processor.fixture.Markets;
import dev.gembourse.processor.query.JournalTimes.Stretch;
import dev.gembourse.processor.settlement.SettlementSettings;
import dev.gembourse.processor.settlement.TradingStage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An account with a hundred thousand transfers, most of them of USD and ONE, three of ETH: one at the beginning, one in the middle,
 * one at the end. Nothing that is asked looks at all of them at once.
 */
class LargeStatementTest {

    private static final AccountId ANN = account("ann-of-many-trades");
    private static final int TRADES_EACH_WAY = 25_000;
    private static final int TRANSFERS = 4 * TRADES_EACH_WAY + 4;
    private static final int BATCH = 5_000;
    private static final TransferFilter ALL = new TransferFilter(null, null);
    private static final TransferFilter ETH = new TransferFilter(new Unit("ETH"), null);

    private static final JdbcClient READS;
    private static final StoredAccount ACCOUNT;
    private static final Stretch WHOLE;

    static {
        Databases databases = new Databases();
        DrivenPartition<TradingCommand, TradingEvent> partition = new DrivenPartition<>(
                new TradingStage(
                        Markets.of(asset("ONE", "USD", "1", 0, AssetStatus.ACTIVE)),
                        new SettlementSettings(10, 100, Duration.ofMillis(300)),
                        new SimpleMeterRegistry()),
                databases.trading(),
                0);
        partition.settle(open("open", ANN, "Ann", Money.of("USD", "1000000")));
        partition.settle(deposit("first", ANN, "ETH", "1"));
        settleTrades(partition, Side.BUY);
        partition.settle(deposit("middle", ANN, "ETH", "2"));
        settleTrades(partition, Side.SELL);
        partition.settle(deposit("last", ANN, "ETH", "4"));
        READS = JdbcClient.create(databases.statements());
        ACCOUNT = new Accounts(READS).get(ANN);
        WHOLE = new JournalTimes(READS).stretch(0, new TimeRange(null, null));
    }

    private static void settleTrades(DrivenPartition<TradingCommand, TradingEvent> partition, Side side) {
        for (int done = 0; done < TRADES_EACH_WAY; done += BATCH) {
            partition.settle(IntStream.range(done, done + BATCH)
                    .mapToObj(i -> trade(side + "-" + i, ANN, side, "ONE", "1"))
                    .toList());
        }
    }

    private final Transfers transfers = new Transfers(READS);
    private final Trades trades = new Trades(READS);
    private final Balances balances = new Balances(READS, new NearestTransfers(READS));

    private static List<TransferView> statement = List.of();

    @BeforeAll
    static void readAll() {
        Transfers all = new Transfers(READS);
        statement = lines(after -> all.oldestFirst(ACCOUNT, ALL, WHOLE, after, 1_000));
    }

    @Test
    void theWholeStatementIsOneUnbrokenChainPerUnit() {
        Map<Unit, BigDecimal> balances = new TreeMap<>();

        assertThat(statement).hasSize(TRANSFERS).allSatisfy(line -> {
            BigDecimal before = balances.getOrDefault(line.unit(), BigDecimal.ZERO);
            assertThat(line.before()).isEqualByComparingTo(before);
            assertThat(line.after()).isEqualByComparingTo(before.add(line.amount()));
            balances.put(line.unit(), line.after());
        });
        assertThat(balances.get(new Unit("USD"))).isEqualTo("1000000.00");
        assertThat(balances.get(new Unit("ETH"))).isEqualTo("7.00000000");
    }

    @Test
    void newestFirstIsTheSameFromItsOtherEnd() {
        List<TransferView> newestFirst = lines(after -> transfers.newestFirst(ACCOUNT, ALL, WHOLE, after, 997));

        assertThat(newestFirst).isEqualTo(statement.reversed());
    }

    @Test
    void whatMatchesLittleIsFoundInManySlicesThatEachLookAtALimitedPart() {
        List<Slice<TransferView, Place>> newestFirst =
                slices(after -> transfers.newestFirst(ACCOUNT, ETH, WHOLE, after, 50));
        List<Slice<TransferView, Place>> oldestFirst =
                slices(after -> transfers.oldestFirst(ACCOUNT, ETH, WHOLE, after, 50));

        assertThat(newestFirst).hasSize(TRANSFERS / Transfers.LOOKED_AT + 1);
        assertThat(oldestFirst).hasSize(TRANSFERS / Transfers.LOOKED_AT + 1);
        assertThat(items(newestFirst))
                .extracting(TransferView::after)
                .map(BigDecimal::intValue)
                .containsExactly(7, 3, 1);
        assertThat(items(oldestFirst)).isEqualTo(items(newestFirst).reversed());
    }

    @Test
    void whatMatchesNothingEnds() {
        TransferFilter withdrawals = new TransferFilter(null, TransferKind.WITHDRAWAL);

        List<Slice<TransferView, Place>> slices =
                slices(after -> transfers.newestFirst(ACCOUNT, withdrawals, WHOLE, after, 50));

        assertThat(items(slices)).isEmpty();
        assertThat(slices).hasSize(TRANSFERS / Transfers.LOOKED_AT + 1);
    }

    @Test
    void aKindIsFoundAmongAllUnits() {
        TransferFilter deposits = new TransferFilter(null, TransferKind.DEPOSIT);

        assertThat(lines(after -> transfers.newestFirst(ACCOUNT, deposits, WHOLE, after, 2)))
                .isEqualTo(statement.reversed().stream()
                        .filter(line -> line.kind().equals("DEPOSIT"))
                        .toList())
                .hasSize(4);
    }

    @Test
    void tradesOfASymbolThatWasNeverTradedAreLookedForInSlices() {
        List<Slice<TradeView, Long>> none =
                slices(after -> trades.newestFirst(ACCOUNT, new Symbol("NEVER"), WHOLE, after, 50));
        List<Slice<TradeView, Long>> all = slices(after -> trades.newestFirst(ACCOUNT, null, WHOLE, after, 1_000));

        assertThat(items(none)).isEmpty();
        assertThat(none).hasSize(2);
        assertThat(items(all)).hasSize(2 * TRADES_EACH_WAY);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void balancesAreThoseOfTheStatementAtAnyPlace(long seed) {
        Random random = new Random(seed);
        List<Long> places = new ArrayList<>(List.of(
                1L, 2L, 3L, 4L, TRADES_EACH_WAY + 2L, TRADES_EACH_WAY + 3L, TRADES_EACH_WAY + 4L, WHOLE.beyond() - 1));
        random.longs(5, 1, WHOLE.beyond() + 1).forEach(places::add);

        for (long beyond : places) {
            assertThat(balances.before(beyond, ACCOUNT, null))
                    .as("before event %s, seed %s", beyond, seed)
                    .isEqualTo(folded(beyond));
        }
    }

    /** What the statement's lines before an event come to. */
    private static List<Line> folded(long beyond) {
        Map<Unit, BigDecimal> balances = new TreeMap<>();
        statement.stream()
                .takeWhile(line -> Long.parseLong(line.transferId().split("\\.")[1]) < beyond)
                .forEach(line -> balances.put(line.unit(), line.after()));
        return balances.entrySet().stream()
                .filter(held -> held.getValue().signum() > 0)
                .map(held -> new Line(held.getKey(), held.getValue()))
                .toList();
    }

    private static <T, P> List<Slice<T, P>> slices(Function<@Nullable P, Slice<T, P>> reader) {
        List<Slice<T, P>> slices = new ArrayList<>();
        P after = null;
        do {
            slices.add(reader.apply(after));
            after = slices.getLast().next();
        } while (after != null);
        return slices;
    }

    private static List<TransferView> lines(Function<@Nullable Place, Slice<TransferView, Place>> reader) {
        return items(slices(reader));
    }

    private static <T, P> List<T> items(List<Slice<T, P>> slices) {
        return slices.stream().flatMap(slice -> slice.items().stream()).toList();
    }
}
