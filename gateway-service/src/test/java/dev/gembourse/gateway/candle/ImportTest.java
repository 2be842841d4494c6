package dev.gembourse.gateway.candle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.Candle;
import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.market.MarketCommand.ImportCandles;
import dev.gembourse.events.value.Price;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.RunningGateway;
import dev.gembourse.gateway.fixture.SentCommands;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imports of candles as JSON, and how large an import may be. */
class ImportTest {

    private static final String GOOD =
            "{\"start\":\"2004-08-19T00:00:00Z\",\"open\":\"100\",\"high\":\"104.06\",\"low\":\"95.96\",\"close\":\"100.34\",\"volume\":\"5\"}";

    private final RunningGateway gateway = RunningGateway.shared();
    private final String symbol =
            "I" + UUID.randomUUID().toString().substring(0, 7).toUpperCase(Locale.ROOT);

    @BeforeEach
    void create() {
        gateway.create(symbol);
    }

    @Test
    void jsonIsTakenAsItIs() {
        Answered answer = json("", "1d", GOOD);

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        ImportCandles sent = (ImportCandles) SentCommands.market(gateway.sent.only(answer.at("/operationId")));
        assertThat(sent.interval()).isEqualTo(CandleInterval.DAY);
        assertThat(sent.candles())
                .containsExactly(new Candle(
                        Instant.parse("2004-08-19T00:00:00Z"),
                        Price.of("100"),
                        Price.of("104.06"),
                        Price.of("95.96"),
                        Price.of("100.34"),
                        new BigDecimal("5")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "open":"100"        | "open":"-1"         | /candles/1/open  | greater than 0
            "open":"100"        | "open":"99"         | /candles/1       | expected a start after that of the row before
            "open":"100"        | "open":"105"        | /candles/1       | expected open to be at most high
            08-19T00            | 08-20T09            | /candles/1       | expected a start at a multiple of 1d
            "volume":"5"        | "volume":"-5"       | /candles/1       | expected volume to be at least 0
            "volume":"5"        | "volume":"5","a":1  | /candles/1/a     | unknown member 'a'
            "close":"100.34",   |                     | /candles/1       | close
            """)
    void aBadCandleIsToldByItsPlaceAndNothingIsSent(
            String good, @Nullable String bad, String pointer, String complaint) {
        Answered answer = json("", "1d", GOOD + "," + GOOD.replace(good, bad == null ? "" : bad));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
        assertThat(answer.body()).contains(pointer, complaint);
        assertThat(gateway.sent.countOfKey(symbol)).isZero();
    }

    @Test
    void whatIsNoImportIsRefused() {
        assertThat(json("", "1d", "").code()).isEqualTo("INVALID_REQUEST");
        assertThat(json("", "1d", "null").body()).contains("/candles/0", "expected a candle but got null");
        assertThat(json("", "2d", GOOD).status()).isEqualTo(400);
        assertThat(json("?interval=1h", "1d", GOOD).body()).contains("expected what the body says, 1d, but got 1h");
        assertThat(gateway.sent.countOfKey(symbol)).isZero();
    }

    /** Ten thousand candles are within the limit of a body and of a file, and too many bytes as a record of Kafka. */
    @Test
    void whatWouldNotFitIntoARecordIsRefused() {
        Answered all = csv(10_000);
        Answered part = csv(5_000);

        assertThat(all.status()).as(all.body()).isEqualTo(413);
        assertThat(all.code()).isEqualTo("CONTENT_TOO_LARGE");
        assertThat(all.body()).contains("at most 900000 bytes", "import them in parts");
        assertThat(part.status()).as(part.body()).isEqualTo(202);
        gateway.sent.only(part.at("/operationId"));
        assertThat(gateway.sent.countOfKey(symbol)).isEqualTo(1);
    }

    private Answered json(String query, String interval, String candles) {
        return gateway.post(
                "/v1/assets/" + symbol + "/candles" + query,
                "{\"interval\":\"%s\",\"candles\":[%s]}".formatted(interval, candles),
                "Idempotency-Key",
                RunningGateway.newKey());
    }

    private Answered csv(int rows) {
        Instant first = Instant.parse("2000-01-01T00:00:00Z");
        String file = IntStream.range(0, rows)
                .mapToObj(row -> first.plus(CandleInterval.HOUR.length().multipliedBy(row))
                        + ",100.125,102.375,99.875,101.125,12345.678\n")
                .collect(Collectors.joining("", "time,open,high,low,close,volume\n", ""));
        return gateway.send(
                "POST",
                "/v1/assets/" + symbol + "/candles?interval=1h",
                BodyPublishers.ofString(file),
                "Content-Type",
                "text/csv",
                "Idempotency-Key",
                RunningGateway.newKey());
    }
}
