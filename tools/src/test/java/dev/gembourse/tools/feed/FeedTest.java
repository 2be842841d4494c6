package dev.gembourse.tools.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.wire.Json;
import dev.gembourse.tools.client.Gateway;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** When ticks are told, on a clock that goes on by a second whenever somebody looks at it. */
class FeedTest {

    private static final Instant BEGIN = Instant.parse("2026-01-31T09:30:00Z");
    private static final Tape TAPE = new Tape(List.of(row(0), row(0), row(8)));

    private final List<JsonNode> told = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> toldAt = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong seconds = new AtomicLong();
    private HttpServer server;
    private Gateway gateway;
    private volatile Runnable then = () -> {};

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/ticks:batch", this::take);
        server.start();
        gateway =
                new Gateway(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Duration.ofSeconds(30));
    }

    @AfterEach
    void stopServer() {
        gateway.close();
        server.stop(0);
    }

    @Test
    void asFastAsItGoesAllAreToldTogether() throws Exception {
        Totals totals = play(feed(Double.POSITIVE_INFINITY), false);

        assertThat(sequences()).containsExactly(List.of(1L, 2L, 3L));
        assertThat(totals.taken()).isEqualTo(3);
        assertThat(told.getFirst().at("/source").asString()).isEqualTo("feed:x");
    }

    @ParameterizedTest
    @CsvSource({"2, 4", "4, 2"})
    void aTickIsToldWhenItIsDueAndNotBefore(double speed, long due) throws Exception {
        Totals totals = play(feed(speed), false);

        assertThat(sequences()).containsExactly(List.of(1L, 2L), List.of(3L));
        assertThat(toldAt).containsExactly(1L, due);
        assertThat(totals.taken()).isEqualTo(3);
    }

    @Test
    void aLoopedTapeBeginsAgainWithLaterTicksUntilItIsStopped() throws Exception {
        Feed feed = feed(Double.POSITIVE_INFINITY);
        then = () -> {
            if (told.size() == 3) {
                feed.stop();
            }
        };

        Totals totals = play(feed, true);

        assertThat(sequences()).containsExactly(List.of(1L, 2L, 3L), List.of(4L, 5L, 6L), List.of(7L, 8L, 9L));
        assertThat(told.stream()
                        .map(batch -> batch.at("/ticks/0/time").asString())
                        .map(Instant::parse))
                .containsExactly(BEGIN, BEGIN.plusSeconds(9), BEGIN.plusSeconds(18));
        assertThat(totals.taken()).isEqualTo(9);
    }

    /** At twice the speed the ticks are due after 0, 0, 4, 4.5, 4.5 and 8.5 s; every other look decides how long to rest. */
    @Test
    void aLoopKeepsItsSpeed() throws Exception {
        Feed feed = feed(2);
        then = () -> {
            if (told.size() == 4) {
                feed.stop();
            }
        };

        play(feed, true);

        assertThat(sequences()).containsExactly(List.of(1L, 2L), List.of(3L), List.of(4L, 5L), List.of(6L));
        assertThat(toldAt).containsExactly(1L, 4L, 5L, 10L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fast     | --speed: expected max or a number like 60x but got fast
            -1x      | --speed: expected max or a number like 60x but got -1x
            1e3      | --speed: expected max or a number like 60x but got 1e3
            0x       | --speed: expected more than 0x
            """)
    void aSpeedThatIsNoneIsNamed(String speed, String complaint) {
        StringWriter err = new StringWriter();

        int code = new CommandLine(new FeedCommand())
                .setErr(new PrintWriter(err, true))
                .execute("prices.csv", "--speed=" + speed);

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains(complaint);
    }

    private Feed feed(double speed) {
        return new Feed(
                gateway,
                new TickSource("feed:x"),
                TAPE,
                speed,
                () -> TimeUnit.SECONDS.toNanos(seconds.getAndIncrement()));
    }

    private static Totals play(Feed feed, boolean loop) throws InterruptedException {
        return feed.play(loop, new PrintWriter(new StringWriter()));
    }

    private List<List<Long>> sequences() {
        return told.stream()
                .map(batch -> batch.path("ticks").values().stream()
                        .map(tick -> tick.path("sequence").asLong())
                        .toList())
                .toList();
    }

    /** Each tick is taken. */
    private void take(HttpExchange exchange) throws IOException {
        JsonNode batch = Json.STRICT.readTree(exchange.getRequestBody().readAllBytes());
        told.add(batch);
        toldAt.add(seconds.get() - 1);
        then.run();
        byte[] answer = IntStream.range(0, batch.path("ticks").size())
                .mapToObj(i -> "{\"status\":200,\"position\":\"0.%d\"}".formatted(i))
                .collect(Collectors.joining(",", "{\"items\":[", "]}"))
                .getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(207, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static Row row(int second) {
        return new Row(1, new Symbol("GOLD"), Price.of("50.25"), BigDecimal.TEN, BEGIN.plusSeconds(second));
    }
}
