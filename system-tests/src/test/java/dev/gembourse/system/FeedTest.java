package dev.gembourse.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.CandleView;
import dev.gembourse.events.view.StatisticsView;
import dev.gembourse.tools.client.Reply;
import dev.gembourse.tools.feed.FeedCommand;
import dev.gembourse.tools.feed.ImportCommand;
import dev.gembourse.tools.replay.Row;
import dev.gembourse.tools.replay.TradeFile;
import dev.gembourse.tools.walk.WalkCommand;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./gembourse feed}, {@code import} and {@code walk}. The folder of real prices is told by the environment variable
 * GEMBOURSE_DATA; without it small generated files take their place.
 */
@ExtendWith(Running.class)
class FeedTest {

    @TempDir
    private Path folder;

    @Test
    void candlesOfAFedFileAreThoseOfItsTradesAndASecondFeedChangesNothing(TheSystem system, TestReporter reporter)
            throws Exception {
        Path real = data("xrp-eth-trades.csv", reporter);
        Path file = real == null ? TradeFiles.write(folder, "XRP-ETH", 2_000, 42) : real;
        Symbol symbol = new Symbol(system.name("F") + "-ETH");
        List<Row> trades = TradeFile.read(file);

        Commands.Ended first = feed(system, file, symbol);
        Map<CandleInterval, List<CandleView>> once = candles(system, symbol, trades);
        Commands.Ended second = feed(system, file, symbol);

        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        assertThat(first.out()).contains("taken %,d, ignored 0".formatted(trades.size()));
        for (CandleInterval interval : CandleInterval.values()) {
            assertThat(once.get(interval)).as(interval.toString()).isEqualTo(computed(trades, interval));
        }
        assertThat(statistics(system, symbol, trades)).satisfies(all -> {
            assertThat(all.ticks()).isEqualTo(trades.size());
            assertThat(all.volume()).isEqualByComparingTo(volume(trades));
            assertThat(all.newest().getFirst().price())
                    .isEqualTo(trades.getLast().price());
        });
        assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
        assertThat(second.out()).contains("taken 0, ignored %,d".formatted(trades.size()));
        assertThat(candles(system, symbol, trades)).isEqualTo(once);
    }

    @Test
    void importedFilesAreCompleteAndASecondImportChangesNothing(TheSystem system, TestReporter reporter)
            throws Exception {
        Map<String, String> files = Map.of("goog-daily.csv", "1d", "nvda-daily.csv", "1d", "eurusd-hourly.csv", "1h");
        for (Map.Entry<String, String> one : files.entrySet()) {
            Path real = data(one.getKey(), reporter);
            Path file = real == null ? generated(system, one.getValue(), 300) : real;
            List<String> lines = Files.readAllLines(file);
            String symbol = lines.get(1).split(",")[1];

            Commands.Ended first = imported(system, file, symbol, one.getValue());
            List<CandleView> once = allCandles(system, symbol, one.getValue());
            Commands.Ended second = imported(system, file, symbol, one.getValue());

            assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
            assertThat(once.stream().filter(CandleView::imported).map(FeedTest::line))
                    .containsExactlyElementsOf(
                            lines.stream().skip(1).map(FeedTest::line).toList());
            assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
            assertThat(second.out())
                    .contains("imported 0 candles", "%,d were there already".formatted(lines.size() - 1));
            assertThat(allCandles(system, symbol, one.getValue())).isEqualTo(once);
        }
    }

    @Test
    void aFileWithBadRowsIsNotImportedAndEachOfThemIsToldByItsLine(TheSystem system) throws Exception {
        Path file = generated(system, "1d", 20);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        String symbol = lines.get(1).split(",")[1];
        lines.set(4, lines.get(3));
        lines.set(9, "someday," + symbol + ",1,2,1,2,5");
        Files.write(file, lines);

        Commands.Ended ended = imported(system, file, symbol, "1d");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("line 5: expected a start after", "line 10: time: expected");
        Reply asset = system.gateway().get("/v1/assets/" + symbol);
        assertThat(asset.status()).isEqualTo(404);
    }

    @Test
    void pricesWalk(TheSystem system) {
        Symbol symbol = new Symbol(system.name("W"));

        Commands.Ended ended = Commands.run(
                new WalkCommand(),
                symbol + "=50.00:1:0.2",
                "--steps=20",
                "--rate=100",
                "--url=" + system.stack().gatewayUrl(),
                "--key=" + system.stack().admin().key());

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).contains("taken 20, ignored 0");
        StatisticsView all = system.gateway().get("/v1/assets/" + symbol + "/statistics", StatisticsView.class);
        assertThat(all.ticks()).isEqualTo(21); // the house has told the first
    }

    private static Commands.Ended feed(TheSystem system, Path file, Symbol symbol) {
        return Commands.run(
                new FeedCommand(),
                file.toString(),
                "--speed=max",
                "--symbol=" + symbol,
                "--url=" + system.stack().gatewayUrl(),
                "--key=" + system.stack().admin().key());
    }

    private static Commands.Ended imported(TheSystem system, Path file, String symbol, String interval) {
        return Commands.run(
                new ImportCommand(),
                file.toString(),
                "--symbol=" + symbol,
                "--interval=" + interval,
                "--url=" + system.stack().gatewayUrl(),
                "--key=" + system.stack().admin().key());
    }

    private static Map<CandleInterval, List<CandleView>> candles(TheSystem system, Symbol symbol, List<Row> trades) {
        Map<CandleInterval, List<CandleView>> all = new TreeMap<>();
        for (CandleInterval interval : CandleInterval.values()) {
            Instant from = interval.startOf(trades.getFirst().time());
            Instant to = trades.getLast().time();
            String path = "/v1/assets/%s/candles?interval=%s&from=%s&to=%s".formatted(symbol, interval, from, to);
            all.put(interval, pages(system, path));
        }
        return all;
    }

    private static List<CandleView> allCandles(TheSystem system, String symbol, String interval) {
        return pages(system, "/v1/assets/" + symbol + "/candles?interval=" + interval);
    }

    /** A page of candles, as a program reads it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Page(List<CandleView> items, Next page) {
        @JsonIgnoreProperties(ignoreUnknown = true)
        record Next(@Nullable String nextCursor) {}
    }

    private static List<CandleView> pages(TheSystem system, String path) {
        List<CandleView> all = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Page page = system.gateway().get(path + "&limit=1000" + cursor, Page.class);
            all.addAll(page.items());
            String next = page.page().nextCursor();
            cursor = next == null ? null : "&cursor=" + next;
        }
        return all;
    }

    private static StatisticsView statistics(TheSystem system, Symbol symbol, List<Row> trades) {
        Instant to = trades.getLast().time();
        return system.gateway().get("/v1/assets/" + symbol + "/statistics?to=" + to, StatisticsView.class);
    }

    private static List<CandleView> computed(List<Row> trades, CandleInterval interval) {
        Map<Instant, List<Row>> parts = new TreeMap<>();
        trades.forEach(trade -> parts.computeIfAbsent(interval.startOf(trade.time()), start -> new ArrayList<>())
                .add(trade));
        return parts.entrySet().stream()
                .map(part -> candle(part.getKey(), part.getValue()))
                .toList();
    }

    private static CandleView candle(Instant start, List<Row> trades) {
        List<BigDecimal> sorted =
                trades.stream().map(trade -> trade.price().value()).sorted().toList();
        return new CandleView(
                start,
                trades.getFirst().price(),
                new Price(sorted.getLast()),
                new Price(sorted.getFirst()),
                trades.getLast().price(),
                volume(trades),
                trades.size(),
                false);
    }

    private static BigDecimal volume(List<Row> trades) {
        return trades.stream().map(trade -> trade.quantity().value()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String line(CandleView candle) {
        return String.join(
                ",",
                candle.start().toString(),
                candle.open().toString(),
                candle.high().toString(),
                candle.low().toString(),
                candle.close().toString(),
                candle.volume().toPlainString());
    }

    /** A line of a file in the same form. */
    private static String line(String text) {
        String[] fields = text.split(",");
        StringBuilder plain = new StringBuilder(fields[0]);
        for (int i = 2; i < fields.length; i++) {
            BigDecimal value = new BigDecimal(fields[i]).stripTrailingZeros();
            plain.append(',').append(value.toPlainString());
        }
        return plain.toString();
    }

    private Path generated(TheSystem system, String interval, int rows) throws IOException {
        String symbol = system.name("I");
        Instant first = Instant.parse("2010-01-01T00:00:00Z");
        List<String> lines = new ArrayList<>();
        lines.add("time,symbol,open,high,low,close,volume");
        for (int i = 0; i < rows; i++) {
            Instant start = first.plus(CandleInterval.of(interval).length().multipliedBy(i));
            lines.add(
                    "%s,%s,%d,%d.5,%d.25,%d,%d".formatted(start, symbol, 100 + i, 102 + i, 98 + i, 101 + i, 1_000 * i));
        }
        return Files.write(folder.resolve(symbol + ".csv"), lines);
    }

    static @Nullable Path data(String name, TestReporter reporter) {
        String data = System.getenv("GEMBOURSE_DATA");
        Path real = Path.of(data == null ? "" : data).resolve(name);
        if (data != null && Files.isReadable(real)) {
            reporter.publishEntry("using the real prices of " + real);
            return real;
        }
        reporter.publishEntry("GEMBOURSE_DATA names no folder with " + name + ": using a generated file");
        return null;
    }
}
