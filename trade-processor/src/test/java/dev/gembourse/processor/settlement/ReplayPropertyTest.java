package dev.gembourse.processor.settlement;

import static dev.gembourse.processor.fixture.Players.asset;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.UnitKind;
import dev.gembourse.events.market.UnitStatus;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.CommandRepeated;
import dev.gembourse.events.trading.TradingEvent.MoneyMoved;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.processor.account.AccountState;
import dev.gembourse.processor.account.Bucket;
import dev.gembourse.processor.account.Holding;
import dev.gembourse.processor.fixture.Databases;
import dev.gembourse.processor.fixture.DrivenPartition;
import dev.gembourse.processor.fixture.Markets;
import dev.gembourse.processor.fixture.Players;
import dev.gembourse.processor.ledger.Auditor;
import dev.gembourse.processor.market.MarketView;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Invariants I1, I3, I4, I7 and I13 of docs/ARCHITECTURE.md on random histories; the seed is in the test's name. Commands of two
 * partitions are settled in batches of random size, with owners changing and records coming twice in between.
 */
class ReplayPropertyTest {

    private static final int COMMANDS = 600;
    private static final int FEE = 25;

    /** A command and the partition it is for, or a new price of GOLD. */
    private sealed interface Step {
        record Ask(int partition, TradingCommand command) implements Step {}

        record Reprice(Asset asset) implements Step {}
    }

    private final MarketView market = knowingShards();
    private long marketSeq;

    @ParameterizedTest
    @DisplayName("any history settles as the model says")
    @ValueSource(longs = {1, 20260301, 77, 4711})
    void anyHistorySettlesAsTheModelSays(long seed) throws SQLException {
        Random random = new Random(seed);
        List<Step> history = history(random);
        Databases databases = new Databases();
        List<DrivenPartition<TradingCommand, TradingEvent>> partitions = partitions(databases);
        ReferenceModel model = new ReferenceModel(FEE);

        List<String> answers = run(history, partitions, random, true);

        assertThat(answers).isEqualTo(expected(history, model));
        assertThat(Set.copyOf(answers)).as("the history is varied").hasSizeGreaterThan(10);
        for (DrivenPartition<TradingCommand, TradingEvent> partition : partitions) {
            Map<AccountId, AccountState> folded = fold(partition.journal());
            Map<AccountId, AccountState> live = live(databases, folded);
            assertThat(live).isEqualTo(folded);
            live.forEach((id, account) -> agree(account, model));
        }
        assertThat(partitions)
                .as("something is sold short and covered")
                .anyMatch(partition -> partition.journal().stream()
                        .anyMatch(event -> event instanceof TradeSettled trade && trade.covers()));
        list(databases);
        assertThat(new Auditor(databases.trading()).everything().findings()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("replay equals processing, whatever the batches")
    @ValueSource(longs = {2, 99})
    void replayEqualsProcessing(long seed) {
        Random random = new Random(seed);
        List<Step> history = history(random);
        List<DrivenPartition<TradingCommand, TradingEvent>> first = partitions(new Databases());
        List<DrivenPartition<TradingCommand, TradingEvent>> second = partitions(new Databases());

        run(history, first, random, false);
        run(history, second, random, true);

        for (int p = 0; p < first.size(); p++) {
            assertThat(timeless(second.get(p).journal()))
                    .isEqualTo(timeless(first.get(p).journal()));
        }
    }

    private static MarketView knowingShards() {
        MarketView market = new MarketView();
        Markets.state(market, Players.unit("SHARD", UnitKind.VIRTUAL, 1, UnitStatus.OPEN), new StreamPosition(1, 1));
        return market;
    }

    private static List<Step> history(Random random) {
        List<RandomCommands> players =
                List.of(new RandomCommands(random, "left", 4), new RandomCommands(random, "right", 4));
        List<Step> history = new ArrayList<>();
        history.add(new Step.Reprice(asset("BIT", "ETH", "0.00000031", 8, AssetStatus.ACTIVE)));
        history.add(new Step.Reprice(asset("STOP", "USD", "5", 0, AssetStatus.HALTED)));
        history.add(new Step.Reprice(asset("GONE", "USD", "5", 2, AssetStatus.ACTIVE)));
        int partition = 0;
        for (int i = 0; i < COMMANDS; i++) {
            if (i % 50 == 0) {
                String price =
                        BigDecimal.valueOf(1 + random.nextInt(200_000), 3).toPlainString();
                history.add(new Step.Reprice(asset("GOLD", "USD", price, 2, AssetStatus.ACTIVE)));
            }
            if (i == COMMANDS / 2) {
                history.add(new Step.Reprice(asset("GONE", "USD", "7.3", 2, AssetStatus.RETIRED)));
            }
            partition = random.nextInt(12) == 0 ? 1 - partition : partition;
            history.add(new Step.Ask(partition, players.get(partition).next()));
        }
        return history;
    }

    private List<DrivenPartition<TradingCommand, TradingEvent>> partitions(Databases databases) {
        TradingStage stage =
                new TradingStage(market, new SettlementSettings(FEE, 3, Duration.ZERO), new SimpleMeterRegistry());
        return List.of(
                new DrivenPartition<>(stage, databases.trading(), 0),
                new DrivenPartition<>(stage, databases.trading(), 1));
    }

    /** Settles a history in random batches and returns the answers in its order. */
    private List<String> run(
            List<Step> history,
            List<DrivenPartition<TradingCommand, TradingEvent>> partitions,
            Random random,
            boolean disturbed) {
        List<String> answers = new ArrayList<>();
        List<TradingCommand> batch = new ArrayList<>();
        int current = 0;
        int size = 1;
        for (Step step : history) {
            boolean belongs = step instanceof Step.Ask ask && ask.partition() == current && batch.size() < size;
            if (!belongs) {
                flush(batch, partitions.get(current), random, disturbed, answers);
                size = 1 + random.nextInt(40);
            }
            switch (step) {
                case Step.Ask ask -> {
                    current = ask.partition();
                    batch.add(ask.command());
                }
                case Step.Reprice reprice -> Markets.state(market, reprice.asset(), new StreamPosition(0, ++marketSeq));
            }
        }
        flush(batch, partitions.get(current), random, disturbed, answers);
        return answers;
    }

    private static void flush(
            List<TradingCommand> batch,
            DrivenPartition<TradingCommand, TradingEvent> partition,
            Random random,
            boolean disturbed,
            List<String> answers) {
        if (batch.isEmpty()) {
            return;
        }
        partition.settle(batch).forEach(event -> answers.add(answer(event)));
        batch.clear();
        if (disturbed && random.nextInt(10) == 0) {
            partition.restart();
        }
        if (disturbed && random.nextInt(10) == 0) {
            int all = partition.commands().size();
            assertThat(partition.redeliverFrom(random.nextInt(all))).isEmpty();
        }
    }

    private static List<String> expected(List<Step> history, ReferenceModel model) {
        List<String> answers = new ArrayList<>();
        for (Step step : history) {
            switch (step) {
                case Step.Ask ask -> answers.add(model.settle(ask.command()));
                case Step.Reprice reprice ->
                    model.market.put(reprice.asset().symbol().value(), reprice.asset());
            }
        }
        return answers;
    }

    /** The audit looks up which currency an asset that is owed is priced in. */
    private static void list(Databases databases) {
        JdbcClient.create(databases.market()).sql("""
                        insert into asset (symbol, partition, name, currency, price, scale, status, price_at)
                        values ('GOLD', 0, 'Gold', 'USD', 1, 2, 'ACTIVE', now()), ('BIT', 0, 'Bit', 'ETH', 1, 8, 'ACTIVE', now()),
                               ('GONE', 0, 'Gone', 'USD', 1, 2, 'RETIRED', now())
                        """).update();
    }

    private static String answer(TradingEvent event) {
        return switch (event) {
            case OperationRefused refused -> refused.reason().name();
            case CommandRepeated repeated -> repeated.sameContent() ? "REPEATED" : "REUSED";
            default -> "SETTLED";
        };
    }

    private static Map<AccountId, AccountState> fold(List<TradingEvent> journal) {
        Map<AccountId, AccountState> accounts = new HashMap<>();
        for (TradingEvent event : journal) {
            AccountState after = AccountState.after(accounts.get(event.accountId()), event);
            if (after != null) {
                accounts.put(event.accountId(), after);
                after.holdings()
                        .values()
                        .forEach(holding ->
                                assertThat(holding.quantity().signum()).isNotNegative());
                after.held()
                        .values()
                        .forEach(holding ->
                                assertThat(holding.quantity().signum()).isNotNegative());
                after.owed()
                        .values()
                        .forEach(holding ->
                                assertThat(holding.quantity().signum()).isNotPositive());
                if (event instanceof MoneyMoved moved) {
                    agree(after, moved);
                }
            }
        }
        return accounts;
    }

    private static void agree(AccountState after, MoneyMoved moved) {
        Unit unit = moved.money().currency();
        assertThat(after.holding(unit).quantity()).isEqualByComparingTo(moved.available());
        BigDecimal held = moved.held() == null ? BigDecimal.ZERO : moved.held();
        assertThat(after.holding(unit, Bucket.HELD).quantity()).isEqualByComparingTo(held);
    }

    private static Map<AccountId, AccountState> live(Databases databases, Map<AccountId, AccountState> which)
            throws SQLException {
        Wallets wallets = new Wallets(1_000);
        try (Connection connection = databases.trading().getConnection()) {
            wallets.load(connection, which.keySet());
        }
        Map<AccountId, AccountState> live = new HashMap<>();
        which.keySet().forEach(id -> live.put(id, state(wallets.find(id))));
        return live;
    }

    private static AccountState state(Wallet wallet) {
        Map<Bucket, Map<Unit, Holding>> holdings = new EnumMap<>(Bucket.class);
        for (LedgerAccount one : wallet.ledgerAccounts()) {
            holdings.computeIfAbsent(one.bucket, bucket -> new HashMap<>()).put(one.unit, one.holding());
        }
        return new AccountState(
                wallet.id(),
                holdings.getOrDefault(Bucket.AVAILABLE, Map.of()),
                holdings.getOrDefault(Bucket.HELD, Map.of()),
                holdings.getOrDefault(Bucket.SHORT, Map.of()),
                wallet.mayShort());
    }

    private static void agree(AccountState account, ReferenceModel model) {
        model.balances.get(account.id()).forEach((unit, balance) -> {
            Holding holding = account.holding(new Unit(unit));
            Holding owed = account.holding(new Unit(unit), Bucket.SHORT);
            assertThat(holding.quantity().add(owed.quantity())).as(unit).isEqualByComparingTo(balance);
            assertThat(holding.costBasis().add(owed.costBasis()))
                    .as("cost of " + unit)
                    .isEqualByComparingTo(model.costs.get(account.id()).getOrDefault(unit, BigDecimal.ZERO));
        });
        for (String currency : List.of("USD", "ETH", "SHARD")) {
            assertThat(account.holding(new Unit(currency), Bucket.HELD).quantity())
                    .as("held of " + currency)
                    .isEqualByComparingTo(model.held(account.id(), currency));
        }
        assertThat(account.mayShort()).isEqualTo(model.mayShort.contains(account.id()));
    }

    private static List<String> timeless(List<TradingEvent> journal) {
        return journal.stream()
                .map(event -> new String(Contracts.TRADING_EVENTS.write(event).value(), StandardCharsets.UTF_8)
                        .replaceAll("\"occurredAt\":\"[^\"]*\"", ""))
                .toList();
    }
}
