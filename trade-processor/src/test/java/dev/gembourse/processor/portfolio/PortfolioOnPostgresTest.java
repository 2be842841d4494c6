package dev.gembourse.processor.portfolio;

import static dev.gembourse.processor.fixture.Players.asset;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.UnitKind;
import dev.gembourse.events.market.UnitStatus;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.processor.fixture.Databases;
import dev.gembourse.processor.fixture.DrivenPartition;
import dev.gembourse.processor.fixture.Markets;
import dev.gembourse.processor.fixture.Players;
import dev.gembourse.processor.market.MarketView;
import dev.gembourse.processor.settlement.RandomCommands;
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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The stage on random histories that settlement has settled, on a real database. */
class PortfolioOnPostgresTest {

    private static final List<String> TABLES =
            List.of("book", "holding", "holding_hour", "lot", "closing", "closed_lot", "tape");
    private static final int COMMANDS = 500;

    private final MarketView market = new MarketView();
    private long marketSeq;

    @ParameterizedTest
    @DisplayName("the tables are the same, whatever the batches")
    @ValueSource(longs = {1, 3})
    void theTablesAreTheSameWhateverTheBatches(long seed) {
        Random random = new Random(seed);
        Databases databases = new Databases();
        List<TradingEvent> journal = journal(random, databases);

        DrivenPartition<TradingEvent, TradingEvent> small = new DrivenPartition<>(stage(1), databases.portfolio(), 0);
        int at = 0;
        while (at < journal.size()) {
            int end = Math.min(journal.size(), at + 1 + random.nextInt(12));
            small.settle(journal.subList(at, end));
            if (random.nextInt(8) == 0) {
                small.restart();
            }
            at = end;
        }
        Databases others = new Databases();
        new DrivenPartition<>(stage(100_000), others.portfolio(), 0).settle(journal);

        Map<String, List<String>> tables = tables(databases);
        assertThat(tables).isEqualTo(tables(others));
        assertThat(tables.get("closed_lot")).as("the history is varied").hasSizeGreaterThan(20);
        assertThat(tables.get("closing")).anyMatch(row -> row.endsWith(",t)"));
        assertThat(journal).anyMatch(event -> event instanceof TradeSettled trade && trade.covers());
        assertThat(unlikeTheLedger(databases)).isEmpty();
        assertThat(unlikeItsLots(databases)).isEmpty();
    }

    @Test
    void aRebuildBeginsAtOffsetZeroWithNothingAndSaysUntilWhenItIsNotWhole() throws Exception {
        Databases databases = new Databases();
        List<TradingEvent> journal = journal(new Random(3), databases);
        new DrivenPartition<>(stage(10), databases.portfolio(), 0).settle(journal);
        JdbcClient portfolio = JdbcClient.create(databases.portfolio());
        portfolio.sql("update progress set source_seq = " + journal.size()).update();
        Map<String, List<String>> before = tables(databases);

        int number = new Rebuild(databases.portfolio(), Topics.TRADING_EVENTS).begin("for a test");

        assertThat(number).isEqualTo(1);
        assertThat(tables(databases).values()).allMatch(List::isEmpty);
        assertThat(portfolio
                        .sql("select next_offset + source_seq from progress")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(portfolio
                        .sql("select until_seq from rebuild")
                        .query(Integer.class)
                        .single())
                .isEqualTo(journal.size());
        assertThat(portfolio
                        .sql("select count(*) from intervention where kind = 'rebuild'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        new DrivenPartition<>(stage(10), databases.portfolio(), 0).settle(journal);
        assertThat(tables(databases)).isEqualTo(before);
    }

    /** Settlement keeps them apart by partition, so a partner may number the orders of each account from 1. */
    @ParameterizedTest(name = "in one batch: {0}")
    @ValueSource(booleans = {true, false})
    void accountsMayShareAnOperationsId(boolean inOneBatch) {
        Databases databases = new Databases();
        DrivenPartition<TradingEvent, TradingEvent> stage =
                new DrivenPartition<>(stage(1_000), databases.portfolio(), 0);
        AccountId ann = Players.account("shared-ann");
        AccountId ben = Players.account("shared-ben");
        OperationId order = Players.operation(ann, "order-2");
        TradeSettled sale = TradeEvents.settled(order, ann, Side.SELL, "2", "12", "0", "4");
        List<TradingEvent> events = List.of(
                TradeEvents.settled(ann, "order-1", Side.BUY, "2", "10", "0", null),
                TradeEvents.settled(ben, "order-1", Side.BUY, "3", "10", "0", null),
                sale,
                TradeEvents.settled(order, ben, Side.SELL, "3", "9", "0", "-3"),
                TradeEvents.reversed(sale, "20", "-4"));

        if (inOneBatch) {
            stage.settle(events);
        } else {
            events.forEach(event -> stage.settle(List.of(event)));
        }

        assertThat(results(databases, ann)).containsExactly("4 taken back");
        assertThat(results(databases, ben)).containsExactly("-3 stands");
    }

    /** More than are read for a sale, and more than are kept apart. */
    @Test
    void aPositionOfManyLotsIsTheSameWhetherTheyAreInMemoryOrNot() {
        AccountId ann = Players.account("many-lots");
        List<TradingEvent> events = new ArrayList<>();
        buy(events, ann, 30);
        sell(events, ann, "3");
        buy(events, ann, 2);
        sell(events, ann, "14.5");
        TradeSettled last = sell(events, ann, "9");
        buy(events, ann, 1);
        events.add(TradeEvents.reversed(last, "90", "-9"));
        buy(events, ann, Position.MOST_LOTS + 5);
        sell(events, ann, "8.5");
        sell(events, ann, "100");

        Databases databases = new Databases();
        DrivenPartition<TradingEvent, TradingEvent> forgetful =
                new DrivenPartition<>(stage(1), databases.portfolio(), 0);
        for (int at = 0; at < events.size(); at += 7) {
            forgetful.settle(events.subList(at, Math.min(events.size(), at + 7)));
            forgetful.restart();
        }
        Databases others = new Databases();
        new DrivenPartition<>(stage(100_000), others.portfolio(), 0).settle(events);

        assertThat(tables(databases)).isEqualTo(tables(others));
        assertThat(tables(databases).get("lot")).hasSizeBetween(Position.MOST_LOTS - 120, Position.MOST_LOTS);
        assertThat(unlikeItsLots(databases)).isEmpty();
    }

    private static void buy(List<TradingEvent> events, AccountId account, int times) {
        for (int i = 0; i < times; i++) {
            events.add(TradeEvents.settled(account, "buy-" + events.size(), Side.BUY, "1", "9", "0", null));
        }
    }

    /** With a result that is made up: the stage believes it. */
    private static TradeSettled sell(List<TradingEvent> events, AccountId account, String quantity) {
        TradeSettled sale =
                TradeEvents.settled(account, "sell-" + events.size(), Side.SELL, quantity, "10", "0", quantity);
        events.add(sale);
        return sale;
    }

    private static List<String> results(Databases databases, AccountId account) {
        return JdbcClient.create(databases.portfolio())
                .sql("""
                        select trim_scale(c.realised_net) || case when c.reversed and l.reversed then ' taken back'
                                                                  when c.reversed or l.reversed then ' half' else ' stands' end
                          from closing c
                          join closed_lot l on l.account_id = c.account_id and l.closed_by = c.operation_id
                         where c.account_id = ?
                        """)
                .param(account.value())
                .query(String.class)
                .list();
    }

    private static PortfolioStage stage(long cachedRows) {
        return new PortfolioStage(
                new PortfolioSettings(1, Duration.ofMillis(50), cachedRows, Duration.ofDays(7), Duration.ofHours(1)));
    }

    private List<TradingEvent> journal(Random random, Databases databases) {
        Markets.state(market, Players.unit("SHARD", UnitKind.VIRTUAL, 1, UnitStatus.OPEN), new StreamPosition(1, 1));
        DrivenPartition<TradingCommand, TradingEvent> settlement = new DrivenPartition<>(
                new TradingStage(market, new SettlementSettings(25, 1_000, Duration.ZERO), new SimpleMeterRegistry()),
                databases.trading(),
                0);
        RandomCommands players = new RandomCommands(random, "portfolio", 2);
        state("BIT", "ETH", "0.00000031", 8);
        List<TradingCommand> batch = new ArrayList<>();
        for (int i = 0; i < COMMANDS; i++) {
            if (i % 20 == 0) {
                settle(settlement, batch);
                state(
                        "GOLD",
                        "USD",
                        BigDecimal.valueOf(1 + random.nextInt(20_000), 3).toPlainString(),
                        2);
            }
            batch.add(players.next());
        }
        settle(settlement, batch);
        return settlement.journal();
    }

    private static void settle(DrivenPartition<TradingCommand, TradingEvent> settlement, List<TradingCommand> batch) {
        if (!batch.isEmpty()) {
            settlement.settle(batch);
            batch.clear();
        }
    }

    private void state(String symbol, String currency, String price, int scale) {
        Markets.state(
                market, asset(symbol, currency, price, scale, AssetStatus.ACTIVE), new StreamPosition(0, ++marketSeq));
    }

    private static Map<String, List<String>> tables(Databases databases) {
        JdbcClient portfolio = JdbcClient.create(databases.portfolio());
        Map<String, List<String>> all = new TreeMap<>();
        TABLES.forEach(table -> all.put(
                table,
                portfolio
                        .sql("select t::text from " + table + " t order by 1")
                        .query(String.class)
                        .list()));
        return all;
    }

    private static List<String> unlikeTheLedger(Databases databases) {
        return JdbcClient.create(databases.portfolio())
                .sql("""
                        select l.unit || ': ' || l.balance || ', ' || l.cost_basis
                          from (select account_id, unit, sum(balance) as balance, sum(cost_basis) as cost_basis
                                  from trading.ledger_account
                                 where account_id is not null
                                 group by account_id, unit) l
                          left join lateral (select cash from book where account_id = l.account_id and currency = l.unit
                                              order by hour desc limit 1) b on true
                          left join holding h on h.account_id = l.account_id and h.symbol = l.unit
                         where l.balance <> coalesce(b.cash, h.quantity, 0)
                            or l.cost_basis <> coalesce(h.net_basis, 0)
                        """)
                .query(String.class)
                .list();
    }

    private static List<String> unlikeItsLots(Databases databases) {
        return JdbcClient.create(databases.portfolio())
                .sql("""
                        select h.symbol || ': ' || h.quantity
                          from holding h
                          left join lateral (select coalesce(sum(quantity), 0) as quantity, count(*) as number from lot
                                              where account_id = h.account_id and symbol = h.symbol) l on true
                         where abs(h.quantity) <> l.quantity or h.lots <> l.number
                        """)
                .query(String.class)
                .list();
    }
}
