package dev.gembourse.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpLoadTest {

    private static final Script GET = Script.of(
            (number, into) -> into.ascii("GET /").number(number).ascii(" HTTP/1.1\r\nHost: test\r\n\r\n"),
            (number, answer) -> answer.status() == 200);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aBodyOfKnownLengthOrInChunksOrNoneIsReadToItsEnd() throws InterruptedException {
        String text = "x".repeat(70_000);
        server.createContext("/fixed", answering(text, text.length()));
        server.createContext("/chunked", answering(text, 0));
        server.createContext("/none", answering("", -1));
        String[] paths = {"/fixed", "/chunked", "/none", "/chunked", "/fixed"};
        Script script = Script.of(
                (number, into) -> into.ascii("GET " + paths[(int) number] + " HTTP/1.1\r\nHost: test\r\n\r\n"),
                (number, answer) -> answer.status() == 200
                        && answer.body().equals(paths[(int) number].equals("/none") ? "" : text)
                        && "yes".equals(answer.header("x-test"))
                        && answer.header("x-other") == null);

        Measured measured = load(1).open(script, paths.length, Duration.ofSeconds(1));

        assertThat(measured.failure()).isEmpty();
        assertThat(measured.done()).isEqualTo(paths.length);
    }

    @Test
    void requestsFollowFromAnswersAsOne() throws InterruptedException {
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        HttpHandler handler = answering("ok", 2);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            handler.handle(exchange);
        });
        Script script = new Script() {
            @Override
            public void ask(long number, Bytes into) {
                into.ascii("GET /first HTTP/1.1\r\nHost: test\r\n\r\n");
            }

            @Override
            public Verdict answered(long number, int requests, Answer answer, Bytes into) {
                into.ascii("GET /then HTTP/1.1\r\nHost: test\r\n\r\n");
                return requests == 2 ? Verdict.DONE : Verdict.NEXT;
            }
        };

        Measured measured = load(1).open(script, 1, Duration.ofSeconds(1));

        assertThat(measured.done()).isEqualTo(1);
        assertThat(asked).containsExactly("/first", "/then");
    }

    @Test
    void aRequestThatTheServerTakesSlowlyIsSentToItsEnd() throws InterruptedException {
        String text = "x".repeat(20_000_000); // more than the buffers of both ends hold
        server.createContext("/", exchange -> {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            long length = exchange.getRequestBody().readAllBytes().length;
            exchange.sendResponseHeaders(length == text.length() ? 200 : 400, -1);
            exchange.close();
        });
        Script script = Script.of(
                (number, into) -> into.ascii("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: ")
                        .number(text.length())
                        .ascii("\r\n\r\n")
                        .ascii(text),
                (number, answer) -> answer.status() == 200);

        assertThat(load(1).open(script, 1, Duration.ofSeconds(1))
                        .expectNoFailure()
                        .done())
                .isEqualTo(1);
    }

    @Test
    void aFastServerSeesFewConnections() throws InterruptedException {
        Set<InetSocketAddress> seen = ConcurrentHashMap.newKeySet();
        HttpHandler handler = answering("ok", 2);
        server.createContext("/", exchange -> {
            seen.add(exchange.getRemoteAddress());
            handler.handle(exchange);
        });

        Measured measured = load(100).open(GET, 20, Duration.ofSeconds(1));

        assertThat(measured.done()).isEqualTo(20);
        assertThat(seen).as("connections of one request at a time, or few").hasSizeLessThan(10);
    }

    @Test
    void aConnectionThatTheServerEndsIsReplaced() throws InterruptedException {
        HttpHandler handler = answering("ok", 2);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Connection", "close");
            handler.handle(exchange);
        });

        assertThat(load(2).open(GET, 20, Duration.ofSeconds(1))
                        .expectNoFailure()
                        .done())
                .isEqualTo(20);
    }

    @Test
    void aServerThatIsAwayEndsTheLoad() {
        int port = server.getAddress().getPort();
        server.stop(0);

        assertThatThrownBy(() -> new HttpLoad(port, 2).closed(GET, Duration.ofSeconds(1)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("expected the server to answer");
    }

    @Test
    void aServerThatStandsStillIsNotFlatteredByTheRequestsThatCouldNotBeSentMeanwhile() throws InterruptedException {
        AtomicBoolean first = new AtomicBoolean(true);
        HttpHandler handler = answering("ok", 2);
        server.createContext("/", exchange -> {
            if (first.getAndSet(false)) {
                LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            }
            handler.handle(exchange);
        });

        Measured measured = load(1).open(GET, 100, Duration.ofSeconds(1));

        assertThat(measured.done()).isEqualTo(100);
        // 50 were due while the server stood still; 40 of them for more than 100 ms.
        assertThat(measured.latency()
                        .getCountBetweenValues(
                                Duration.ofMillis(100).toNanos(),
                                Duration.ofSeconds(100).toNanos()))
                .isGreaterThanOrEqualTo(35);
    }

    @Test
    void anUnwantedAnswerIsCountedAndShown() throws InterruptedException {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });

        Measured measured = load(2).closed(GET, Duration.ofMillis(100));

        assertThat(measured.done()).isZero();
        assertThat(measured.failed()).isPositive();
        assertThatThrownBy(measured::expectNoFailure).hasMessageContaining("503");
    }

    private HttpLoad load(int connections) {
        return new HttpLoad(server.getAddress().getPort(), connections);
    }

    private static HttpHandler answering(String text, long length) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return (HttpExchange exchange) -> {
            exchange.getResponseHeaders().add("X-Test", "yes");
            exchange.sendResponseHeaders(200, length);
            if (length >= 0) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(body);
                }
            }
            exchange.close();
        };
    }
}
