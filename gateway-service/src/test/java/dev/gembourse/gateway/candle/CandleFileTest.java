package dev.gembourse.gateway.candle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gembourse.events.market.Candle;
import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.market.MarketCommand.ImportCandles;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.gateway.problem.Complaint;
import dev.gembourse.gateway.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CandleFileTest {

    private static final Symbol GOOG = new Symbol("GOOG");
    private static final String HEADER = "time,symbol,open,high,low,close,volume\n";
    private static final String GOOD = "2004-08-19T00:00:00Z,GOOG,100,104.06,95.96,100.34,22351900\n";

    @Test
    void rowsBecomeCandles() {
        assertThat(read(HEADER + GOOD))
                .containsExactly(new Candle(
                        Instant.parse("2004-08-19T00:00:00Z"),
                        Price.of("100"),
                        Price.of("104.06"),
                        Price.of("95.96"),
                        Price.of("100.34"),
                        new BigDecimal("22351900")));
    }

    @Test
    void columnsMayStandInAnyOrderWithoutASymbolAfterAByteOrderMarkAndWithWindowsLineEnds() {
        List<Candle> candles = read(
                "\uFEFFvolume,close,low,high,open,time\r\n22351900,100.34,95.96,104.06,100,2004-08-19T00:00:00Z\r\n");

        assertThat(candles).isEqualTo(read(HEADER + GOOD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yesterday,GOOG,1,2,1,2,5                | time: expected a time like",
                "2004-02-30T00:00:00Z,GOOG,1,2,1,2,5     | time: expected a time like",
                "2004-08-20T09:30:00Z,GOOG,1,2,1,2,5     | expected a start at a multiple of 1d",
                "2004-08-19T00:00:00Z,GOOG,1,2,1,2,5     | expected a start after that of the row before",
                "2004-08-18T00:00:00Z,GOOG,1,2,1,2,5     | expected a start after that of the row before",
                "2004-08-20T00:00:00Z,MSFT,1,2,1,2,5     | expected symbol GOOG but got 'MSFT'",
                "2004-08-20T00:00:00Z,GOOG,-1,2,1,2,5    | open: expected price to be greater than 0",
                "2004-08-20T00:00:00Z,GOOG,1,2,0,2,5     | low: expected price to be greater than 0",
                "2004-08-20T00:00:00Z,GOOG,1.123456789,2,1,2,5 | open: expected price to have at most 8 digits",
                "2004-08-20T00:00:00Z,GOOG,1,1e999999999,1,2,5 | high: expected price to have at most 20 digits",
                "2004-08-20T00:00:00Z,GOOG,1,2,3,2,5     | expected low to be at most open",
                "2004-08-20T00:00:00Z,GOOG,3,4,2,1,5     | expected low to be at most close",
                "2004-08-20T00:00:00Z,GOOG,3,2,1,2,5     | expected open to be at most high",
                "2004-08-20T00:00:00Z,GOOG,1,2,1,3,5     | expected close to be at most high",
                "2004-08-20T00:00:00Z,GOOG,1,2,1,2,-5    | expected volume to be at least 0",
                "2004-08-20T00:00:00Z,GOOG,1,2,1,2,many  | volume: expected a decimal",
                "2004-08-20T00:00:00Z,GOOG,1,2,1,2       | expected 7 fields but got 6",
                "2004-08-20T00:00:00Z,GOOG,1,2,1,2,5,6   | expected 7 fields but got 8"
            })
    void aBadRowIsToldByItsLine(String row, String complaint) {
        List<Complaint> complaints = complaints(HEADER + GOOD + row + "\n");

        assertThat(complaints).singleElement().satisfies(only -> {
            assertThat(only.line()).isEqualTo(3);
            assertThat(only.detail()).startsWith(complaint);
        });
    }

    @Test
    void everyBadRowIsTold() {
        String bad = "x,GOOG,1,2,1,2,5\n";

        assertThat(complaints(HEADER + bad + GOOD + "\n" + bad))
                .extracting(Complaint::line)
                .containsExactly(2L, 5L);
    }

    @Test
    void theFirstHundredBadRowsAreToldAndTheOthersCounted() {
        List<Complaint> complaints = complaints(HEADER + "x,GOOG,1,2,1,2,5\n".repeat(123));

        assertThat(complaints).hasSize(101);
        assertThat(complaints.subList(0, 100))
                .extracting(Complaint::line)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(2, 101).boxed().toList());
        assertThat(complaints.getLast().detail()).isEqualTo("and 23 more rows are bad");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "time,open,high,low,close\n1,2,3,4,5\n",
                "time,open,high,low,close,volume,colour\n1,2,3,4,5,6,7\n",
                "time,time,open,high,low,close,volume\n1,2,3,4,5,6,7\n",
                "2004-08-19T00:00:00Z,100,104.06,95.96,100.34,22351900\n"
            })
    void otherColumnsAreToldInTheFirstLine(String file) {
        assertThat(complaints(file)).singleElement().satisfies(only -> {
            assertThat(only.line()).isEqualTo(1);
            assertThat(only.detail()).contains("expected the columns time,open,high,low,close,volume");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", HEADER, "\n\n"})
    void aFileWithoutRowsIsRefused(String file) {
        assertThat(complaints(file))
                .extracting(Complaint::detail)
                .containsExactly("expected at least one candle but got none");
    }

    @Test
    void asManyRowsAsAnImportMayHaveAreTakenAndNoMore() {
        assertThat(read(rows(ImportCandles.MOST))).hasSize(ImportCandles.MOST);
        assertThat(complaints(rows(ImportCandles.MOST + 1)))
                .extracting(Complaint::detail)
                .containsExactly("expected at most 10000 candles but got 10001; import them in parts");
    }

    private static String rows(int count) {
        Instant first = Instant.parse("2000-01-01T00:00:00Z");
        return IntStream.range(0, count)
                .mapToObj(day -> first.plus(CandleInterval.DAY.length().multipliedBy(day)) + ",GOOG,1,2,1,2,5\n")
                .collect(Collectors.joining("", HEADER, ""));
    }

    private static List<Candle> read(String file) {
        return CandleFile.read(file, GOOG, CandleInterval.DAY);
    }

    private static List<Complaint> complaints(String file) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(file));
        assertThat(problem).as("a problem").isNotNull();
        return problem.complaints();
    }
}
