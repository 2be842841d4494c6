package dev.gembourse.tools.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gembourse.events.value.Symbol;
import dev.gembourse.tools.client.TickBatch.Tick;
import dev.gembourse.tools.csv.MalformedFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeTest {

    private static final String TRADES = """
            time,symbol,side,price,quantity,trade_id
            2019-10-11T00:00:11.620Z,XRP-ETH,SELL,0.00141342,23,1
            2019-10-11T00:00:11.620Z,XRP-ETH,SELL,0.00141266,54,2
            2019-10-11T00:00:17.964Z,XRP-ETH,BUY,0.00141300,8,3
            """;
    private static final String CANDLES = """
            time,symbol,open,high,low,close,volume
            2017-04-19T09:00:00Z,EUR-USD,1.0716,1.0722,1.07083,1.07219,1413
            2017-04-19T10:00:00Z,EUR-USD,1.08,1.09,1.06,1.07,10
            """;

    @TempDir
    private Path folder;

    @Test
    void tradesAreTicksNumberedByTheirRows() throws Exception {
        Tape tape = read(TRADES, null);

        assertThat(ticks(tape, 3)).extracting(Tick::sequence).containsExactly(1L, 2L, 3L);
        assertThat(tape.tick(1).price()).hasToString("0.00141266");
        assertThat(tape.tick(1).available()).isEqualByComparingTo("54");
        assertThat(tape.tick(2).time()).isEqualTo(Instant.parse("2019-10-11T00:00:17.964Z"));
    }

    @Test
    void laterRoundsAreLaterAndNumberedOn() throws Exception {
        Tape tape = read(TRADES, null);

        assertThat(ticks(tape, 7)).extracting(Tick::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(tape.tick(3).price()).isEqualTo(tape.tick(0).price());
        assertThat(tape.tick(3).time()).isEqualTo(Instant.parse("2019-10-11T00:00:18.964Z"));
        assertThat(tape.tick(6).time()).isEqualTo(Instant.parse("2019-10-11T00:00:26.308Z"));
    }

    @Test
    void aCandleIsFourTicksThatMakeTheSameCandle() throws Exception {
        Tape tape = read(CANDLES, null);

        assertThat(ticks(tape, 8))
                .extracting(tick -> tick.price().toString())
                .containsExactly("1.0716", "1.07083", "1.0722", "1.07219", "1.08", "1.09", "1.06", "1.07");
        assertThat(ticks(tape, 8))
                .extracting(tick -> tick.time().toString())
                .startsWith(
                        "2017-04-19T09:00:00Z", "2017-04-19T09:15:00Z", "2017-04-19T09:30:00Z", "2017-04-19T09:45:00Z");
        assertThat(ticks(tape, 4).stream().map(Tick::available).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("1413");
    }

    @Test
    void aFileOfOneSymbolCanBeToldAsAnother() throws Exception {
        assertThat(read(TRADES, "GOLD").firstPrices()).containsOnlyKeys(new Symbol("GOLD"));
        assertThat(read(CANDLES.replace(",symbol", "").replace(",EUR-USD", ""), "GOLD")
                        .firstPrices())
                .containsOnlyKeys(new Symbol("GOLD"));
        assertThat(read(CANDLES, "GOLD").firstPrices()).containsOnlyKeys(new Symbol("GOLD"));
    }

    @Test
    void aFileOfManySymbolsIsToldAsItIs() {
        String two = TRADES + "2019-10-12T00:00:00Z,BTC-USD,SELL,9000,1,4\n";

        assertThatThrownBy(() -> read(two, "GOLD"))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("expected one symbol");
    }

    @Test
    void aRowThatIsOlderThanTheOneBeforeIsNamedByItsLine() {
        String late = TRADES + "2019-10-10T00:00:00Z,XRP-ETH,SELL,0.5,1,4\n";

        assertThatThrownBy(() -> read(late, null))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContainingAll("line 5", "expected rows in the order of their times");
    }

    @Test
    void aBadCandleIsNamedByItsLine() {
        String bad = CANDLES + "2017-04-19T11:00:00Z,EUR-USD,1,2,1.5,2,10\n";

        assertThatThrownBy(() -> read(bad, null))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContainingAll("line 4", "expected low to be at most open");
    }

    @Test
    void aFileIsASource() {
        assertThat(FeedCommand.source(Path.of("data", "xrp-eth-trades.csv"))).hasToString("feed:xrp-eth-trades");
        assertThat(FeedCommand.source(Path.of("my prices é.csv"))).hasToString("feed:my-prices--");
        assertThat(FeedCommand.source(Path.of("x".repeat(200))).value()).hasSize(100);
    }

    private static List<Tick> ticks(Tape tape, int count) {
        return LongStream.range(0, count).mapToObj(tape::tick).toList();
    }

    private Tape read(String content, @Nullable String symbol) throws IOException, MalformedFile {
        Path file = Files.writeString(folder.resolve("prices.csv"), content);
        return Tape.read(file, symbol == null ? null : new Symbol(symbol));
    }
}
