package dev.gembourse.processor.query;

import static dev.gembourse.processor.fixture.Issuers.create;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.Candle;
import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.market.MarketCommand.ImportCandles;
import dev.gembourse.events.market.MarketCommand.PriceTick;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetCreated;
import dev.gembourse.events.market.MarketEvent.CandlesImported;
import dev.gembourse.events.market.MarketEvent.MarketCommandRepeated;
import dev.gembourse.events.market.MarketEvent.MarketOperationRefused;
import dev.gembourse.events.market.MarketEvent.PriceTicked;
import dev.gembourse.events.market.MarketRefusal;
import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.CandleView;
import dev.gembourse.events.view.StatisticsView;
import dev.gembourse.processor.fixture.Databases;
import dev.gembourse.processor.fixture.DrivenPartition;
import dev.gembourse.processor.market.MarketStage;
import dev.gembourse.processor.price.Retention;
import dev.gembourse.processor.price.RetentionSettings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Candles and statistics are what the ticks that were taken come to, however these were told. */
class PastPricesTest {

    private static final Symbol GOLD = new Symbol("GOLD");
    private static final int TICKS = 400;
    private static final int ALL = 5_000;

    private final Databases databases = new Databases();
    private final DrivenPartition<MarketCommand, MarketEvent> partition =
            new DrivenPartition<>(new MarketStage(), databases.market(), 2);
    private final PastPrices prices = new PastPrices(JdbcClient.create(databases.trading()));

    /** A price that was taken. */
    private record Told(Instant at, int order, BigDecimal price, BigDecimal offered) {}

    @ParameterizedTest
    @CsvSource({"20191011, 40", "4711, 10", "815, 10", "1848, 0"})
    void candlesAndStatisticsAreThoseOfTheTicks(long seed, int daysAgo) {
        List<Told> told = history(new Random(seed), daysAgo);
        Random random = new Random(seed + 1);

        for (CandleInterval interval : CandleInterval.values()) {
            assertThat(prices.candles(GOLD, interval, new TimeRange(null, null), null, ALL))
                    .as(interval.toString())
                    .usingRecursiveComparison()
                    .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                    .isEqualTo(candles(told, interval));
        }
        for (int i = 0; i < 40; i++) {
            Instant one = told.get(random.nextInt(told.size())).at().plusMillis(random.nextInt(5) - 2);
            Instant other = told.get(random.nextInt(told.size())).at().plusMillis(random.nextInt(5) - 2);
            TimeRange range = one.isBefore(other) ? new TimeRange(one, other) : new TimeRange(other, one);
            are(prices.statistics(GOLD, range, List.of()), told, range);
        }
        are(prices.statistics(GOLD, new TimeRange(null, null), List.of()), told, new TimeRange(null, null));
    }

    /** Of some weeks, as told while they passed once they are there. */
    private List<Told> history(Random random, int daysAgo) {
        AssetCreated created = (AssetCreated) partition.settle(create("1", "GOLD", "USD", "50"));
        List<Told> told = new ArrayList<>();
        told.add(new Told(
                created.occurredAt(), told.size(), created.asset().price().value(), BigDecimal.ZERO));
        List<PriceTick> sent = new ArrayList<>();
        Instant time = partition.now().minus(Duration.ofDays(daysAgo));
        while (sent.size() < TICKS) {
            List<PriceTick> batch = new ArrayList<>();
            for (int left = 1 + random.nextInt(60); left > 0; left--) {
                time = time.plusMillis(random.nextInt(10) == 0 ? random.nextInt(80_000_000) : random.nextInt(20_000));
                batch.add(
                        random.nextInt(8) == 0 && !sent.isEmpty()
                                ? sent.get(random.nextInt(sent.size()))
                                : tick(
                                        random,
                                        sent.size(),
                                        time.minusSeconds(random.nextInt(5) == 0 ? random.nextInt(90) : 0)));
                sent.add(batch.getLast());
            }
            partition.passUntil(time);
            for (MarketEvent event : partition.settle(batch)) {
                if (event instanceof PriceTicked tick) {
                    BigDecimal offered = tick.available() == null ? BigDecimal.ZERO : tick.available();
                    told.add(new Told(tick.time(), told.size(), tick.price().value(), offered));
                }
            }
            if (random.nextInt(3) == 0) {
                partition.restart();
            }
        }
        assertThat(partition.journal())
                .as("a history of all kinds")
                .hasAtLeastOneElementOfType(MarketCommandRepeated.class)
                .hasAtLeastOneElementOfType(MarketOperationRefused.class)
                .anyMatch(event -> event instanceof PriceTicked tick && !tick.current());
        return told;
    }

    private static PriceTick tick(Random random, int number, Instant time) {
        boolean numbered = random.nextBoolean();
        return PriceTick.of(
                GOLD,
                new TickSource(numbered ? "numbered" : "timed"),
                numbered ? (long) number : null,
                new Price(BigDecimal.valueOf(1 + random.nextInt(100_000), random.nextInt(5))),
                random.nextBoolean() ? BigDecimal.valueOf(random.nextInt(1_000), 2) : null,
                time,
                time);
    }

    private static List<CandleView> candles(List<Told> told, CandleInterval interval) {
        Map<Instant, List<Told>> byStart = told.stream()
                .sorted(Comparator.comparing(Told::at).thenComparing(Told::order))
                .collect(Collectors.groupingBy(
                        tick -> Instant.ofEpochSecond(tick.at().getEpochSecond()
                                / interval.length().toSeconds()
                                * interval.length().toSeconds()),
                        TreeMap::new,
                        Collectors.toList()));
        return byStart.entrySet().stream()
                .map(candle -> new CandleView(
                        candle.getKey(),
                        new Price(candle.getValue().getFirst().price()),
                        new Price(highest(candle.getValue())),
                        new Price(lowest(candle.getValue())),
                        new Price(candle.getValue().getLast().price()),
                        sum(candle.getValue().stream().map(Told::offered).toList()),
                        candle.getValue().size(),
                        false))
                .toList();
    }

    private static void are(StatisticsView statistics, List<Told> all, TimeRange range) {
        List<Told> its = all.stream()
                .filter(tick -> range.from() == null || !tick.at().isBefore(range.from()))
                .filter(tick -> range.to() == null || !tick.at().isAfter(range.to()))
                .toList();
        assertThat(statistics.ticks()).as("%s", range).isEqualTo(its.size());
        assertThat(statistics.newest()).hasSize(Math.min(5, its.size()));
        if (its.isEmpty()) {
            assertThat(statistics.average()).isNull();
            return;
        }
        assertThat(String.valueOf(statistics.highest())).isEqualTo(String.valueOf(new Price(highest(its))));
        assertThat(String.valueOf(statistics.lowest())).isEqualTo(String.valueOf(new Price(lowest(its))));
        assertThat(statistics.average())
                .isEqualByComparingTo(sum(its.stream().map(Told::price).toList())
                        .divide(BigDecimal.valueOf(its.size()), 8, RoundingMode.HALF_EVEN));
        assertThat(statistics.volume())
                .isEqualByComparingTo(sum(its.stream().map(Told::offered).toList()));
    }

    private static BigDecimal highest(List<Told> ticks) {
        return ticks.stream().map(Told::price).max(Comparator.naturalOrder()).orElseThrow();
    }

    private static BigDecimal lowest(List<Told> ticks) {
        return ticks.stream().map(Told::price).min(Comparator.naturalOrder()).orElseThrow();
    }

    private static BigDecimal sum(List<BigDecimal> numbers) {
        return numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void pagesOfCandlesAndTicksGoOnWhereTheyEnded() {
        history(new Random(7), 10);
        TimeRange all = new TimeRange(null, null);

        List<CandleView> candles = prices.candles(GOLD, CandleInterval.MINUTE, all, null, ALL);
        List<StoredTick> ticks = prices.ticks(GOLD, all, null, ALL);

        long middle = candles.get(candles.size() / 2).start().getEpochSecond();
        assertThat(prices.candles(GOLD, CandleInterval.MINUTE, all, middle, ALL))
                .isEqualTo(candles.subList(candles.size() / 2 + 1, candles.size()));
        StoredTick.Key half =
                StoredTick.Key.of(ticks.get(ticks.size() / 2).key().toString());
        assertThat(prices.ticks(GOLD, all, half, ALL)).isEqualTo(ticks.subList(ticks.size() / 2 + 1, ticks.size()));
    }

    @Test
    void importedCandlesAreShownInsteadOfOursAndImportedOnce() {
        partition.settle(create("1", "GOLD", "USD", "50"));
        Instant day = CandleInterval.DAY.startOf(partition.now());
        Candle today = candle(day, "7");
        Candle yesterday = candle(day.minus(Duration.ofDays(1)), "6");

        MarketEvent first = partition.settle(candles("a", yesterday, today));
        MarketEvent again = partition.settle(candles("b", yesterday, today));
        MarketEvent other =
                partition.settle(candles("c", candle(day.minus(Duration.ofDays(2)), "5"), candle(day, "8")));

        assertThat(first)
                .isInstanceOfSatisfying(
                        CandlesImported.class, it -> assertThat(it.imported()).isEqualTo(2));
        assertThat(again).isInstanceOfSatisfying(CandlesImported.class, it -> {
            assertThat(it.imported()).isZero();
            assertThat(it.unchanged()).isEqualTo(2);
        });
        assertThat(other).isInstanceOfSatisfying(MarketOperationRefused.class, it -> {
            assertThat(it.reason()).isEqualTo(MarketRefusal.CANDLES_CONFLICT);
            assertThat(it.detail()).contains(day.toString());
        });
        assertThat(prices.candles(GOLD, CandleInterval.DAY, new TimeRange(null, null), null, ALL))
                .allMatch(CandleView::imported)
                .extracting(CandleView::start)
                .containsExactly(yesterday.start(), day);
    }

    private static ImportCandles candles(String key, Candle... candles) {
        return new ImportCandles(
                OperationId.of("asset:GOLD", key), GOLD, CandleInterval.DAY, List.of(candles), Instant.EPOCH);
    }

    private static Candle candle(Instant start, String price) {
        Price every = Price.of(price);
        return new Candle(start, every, every, every, every, BigDecimal.ONE);
    }

    @Test
    void whatIsOldAndWasToldLongAgoGoesAndTheRestStays() throws SQLException {
        List<Told> told = history(new Random(99), 40);
        Duration kept = Duration.ofDays(3);
        RetentionSettings settings = new RetentionSettings(kept, kept, kept, kept, Duration.ofHours(1));
        Retention retention = new Retention(databases.market(), settings);
        TimeRange all = new TimeRange(null, null);
        List<CandleView> days = prices.candles(GOLD, CandleInterval.DAY, all, null, ALL);
        Instant later = partition.now().plus(Duration.ofDays(2));

        long tooEarly = retention.run(later);
        long inTime = retention.run(later.plus(Duration.ofDays(2)));
        long again = retention.run(later.plus(Duration.ofDays(2)));

        assertThat(tooEarly).as("told two days ago, though of weeks ago").isZero();
        assertThat(inTime).isGreaterThan(told.size());
        assertThat(again).isZero();
        assertThat(prices.ticks(GOLD, all, null, ALL)).isEmpty();
        assertThat(prices.candles(GOLD, CandleInterval.HOUR, all, null, ALL))
                .as("only that of the newest minute")
                .hasSize(1);
        assertThat(prices.candles(GOLD, CandleInterval.DAY, all, null, ALL)).isEqualTo(days);
    }
}
