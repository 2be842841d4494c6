package dev.gembourse.tools.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.tools.csv.MalformedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradeFileTest {

    private static final String HEADER = "time,symbol,side,price,quantity,trade_id\n";
    private static final String GOOD = "2019-10-11T00:00:11.620Z,XRP-ETH,SELL,0.00141342,23,13519807\n";

    @TempDir
    private Path folder;

    @Test
    void rowsAreReadWithTheirLines() throws Exception {
        assertThat(TradeFile.read(file(HEADER + GOOD + GOOD.replace("807", "808"))))
                .hasSize(2)
                .first()
                .isEqualTo(new Row(
                        2,
                        Instant.parse("2019-10-11T00:00:11.620Z"),
                        new Symbol("XRP-ETH"),
                        Side.SELL,
                        Price.of("0.00141342"),
                        Quantity.of("23"),
                        "13519807"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yesterday,XRP-ETH,SELL,0.5,23,7            | expected time to be a time",
                "2019-10-11T00:00:11Z,xrp eth,SELL,0.5,23,7 | expected symbol to be",
                "2019-10-11T00:00:11Z,XRP-ETH,HOLD,0.5,23,7 | expected side to be BUY or SELL, not 'HOLD'",
                "2019-10-11T00:00:11Z,XRP-ETH,SELL,0,23,7   | expected price to be greater than 0",
                "2019-10-11T00:00:11Z,XRP-ETH,SELL,1.2.3,23,7 | expected price to be a decimal",
                "2019-10-11T00:00:11Z,XRP-ETH,SELL,1e400,23,7 | digits before the decimal point",
                "2019-10-11T00:00:11Z,XRP-ETH,SELL,0.5,-23,7  | expected quantity to be greater than 0",
                "2019-10-11T00:00:11Z,XRP-ETH,SELL,0.5,23,1 2 | expected trade_id to be",
                "2019-10-11T00:00:11Z,XRP-ETH,SELL,0.5,23     | fields"
            })
    void aMalformedRowIsNamedByItsLine(String line, String complaint) throws IOException {
        Path file = file(HEADER + GOOD + line + "\n");

        assertThatThrownBy(() -> TradeFile.read(file))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContainingAll(file + ", line 3: ", complaint, "nothing has been sent");
    }

    @Test
    void aMissingColumnIsNamed() throws IOException {
        Path file = file("time,symbol,side,price,quantity\n2019-10-11T00:00:11.620Z,XRP-ETH,SELL,0.00141342,23\n");

        assertThatThrownBy(() -> TradeFile.read(file))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContainingAll("line 1", "trade_id");
    }

    @Test
    void aTradeIdThatOccursTwiceIsAnError() throws IOException {
        Path file = file(HEADER + GOOD + GOOD);

        assertThatThrownBy(() -> TradeFile.read(file))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContainingAll("line 3", "13519807", "line 2");
    }

    @Test
    void anEmptyFileIsAnError() throws IOException {
        Path file = file(HEADER);

        assertThatThrownBy(() -> TradeFile.read(file))
                .isInstanceOf(MalformedFile.class)
                .hasMessageContaining("at least one trade");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("trades.csv"), content);
    }
}
