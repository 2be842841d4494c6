package dev.gembourse.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpLoadTest {

    private static final Script GET = (number, wire, into) ->
            wire.exchange(into.ascii("GET /").number(number).ascii(" HTTP/1.1\r\nHost: test\r\n\r\n")) == 200;

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
    void aBodyOfKnownLengthOrInChunksOrNoneIsReadToItsEnd() throws IOException {
        String text = "x".repeat(70_000);
        server.createContext("/fixed", answering(text, text.length()));
        server.createContext("/chunked", answering(text, 0));
        server.createContext("/none", answering("", -1));
        try (Wire wire = new Wire(server.getAddress().getPort())) {
            for (String path : new String[] {"/fixed", "/chunked", "/none", "/chunked", "/fixed"}) {
                int status = wire.exchange(new Bytes().ascii("GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n"));

                assertThat(status).isEqualTo(200);
                assertThat(wire.body()).isEqualTo(path.equals("/none") ? "" : text);
                assertThat(wire.header("x-test")).isEqualTo("yes");
                assertThat(wire.header("x-other")).isNull();
            }
        }
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

        Measured measured = new HttpLoad(server.getAddress().getPort(), 1).open(GET, 100, Duration.ofSeconds(1));

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

        Measured measured = new HttpLoad(server.getAddress().getPort(), 2).closed(GET, Duration.ofMillis(100));

        assertThat(measured.done()).isZero();
        assertThat(measured.failed()).isPositive();
        assertThatThrownBy(measured::expectNoFailure).hasMessageContaining("503");
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
