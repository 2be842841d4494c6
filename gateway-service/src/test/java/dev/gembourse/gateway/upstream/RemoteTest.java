package dev.gembourse.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;

/** What becomes of a read when the other service's connections, answers or silences are not as they should be. */
class RemoteTest {

    private static final TypeReference<Map<String, String>> MAP = new TypeReference<>() {};
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String CLOSE = "";

    /** Says line by line what it was told to, whatever it is asked; ends the connection where told so. */
    private static final class Server implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final Queue<String> answers = new ConcurrentLinkedQueue<>();
        private final AtomicInteger connections = new AtomicInteger();
        private final AtomicInteger requests = new AtomicInteger();

        Server() throws IOException {
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try {
                        Socket accepted = socket.accept();
                        connections.incrementAndGet();
                        Thread.ofVirtual().start(() -> serve(accepted));
                    } catch (IOException e) {
                        return; // closed
                    }
                }
            });
        }

        private void serve(Socket accepted) {
            try (accepted;
                    var asked = new BufferedReader(
                            new InputStreamReader(accepted.getInputStream(), StandardCharsets.US_ASCII))) {
                for (String line = asked.readLine(); line != null; line = asked.readLine()) {
                    if (!line.isEmpty()) {
                        continue;
                    }
                    requests.incrementAndGet();
                    String answer = answers.poll();
                    if (CLOSE.equals(answer)) {
                        return;
                    }
                    if (answer != null) {
                        accepted.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                    }
                }
            } catch (IOException e) {
                // whoever asked does not wait any more
            }
        }

        void willSay(String... next) {
            answers.addAll(List.of(next));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private final Server server;
    private final Remote remote;

    RemoteTest() throws IOException {
        server = new Server();
        remote = new Remote(
                "other service", URI.create("http://127.0.0.1:" + server.socket.getLocalPort()), Duration.ofSeconds(5));
    }

    @AfterEach
    void end() throws IOException {
        remote.close();
        server.close();
    }

    @Test
    void oneConnectionServesOneReadAfterTheOtherAlsoAfterAProblem() {
        server.willSay(
                answer("200 OK", "{\"a\":\"b\"}"),
                answer("404 Not Found", "{\"code\":\"ACCOUNT_NOT_FOUND\"}"),
                answer("200 OK", "{\"a\":\"c\"}"));

        assertThat(read(LONG)).containsEntry("a", "b");
        assertThat(problem(LONG)).isEqualTo(ProblemCode.ACCOUNT_NOT_FOUND);
        assertThat(read(LONG)).containsEntry("a", "c");
        assertThat(server.connections).hasValue(1);
    }

    @Test
    void aKeptConnectionThatIsClosedIsReplacedByAnother() {
        server.willSay(answer("200 OK", "{\"a\":\"b\"}"), CLOSE, answer("200 OK", "{\"a\":\"c\"}"));

        assertThat(read(LONG)).containsEntry("a", "b");
        assertThat(read(LONG)).containsEntry("a", "c");
        assertThat(server.connections).hasValue(2);
    }

    @Test
    void anAnswerThatDoesNotComeIsNotWaitedForLongerThanAllowed() {
        long begin = System.nanoTime();

        assertThat(problem(Duration.ofMillis(200))).isEqualTo(ProblemCode.SERVICE_UNAVAILABLE);

        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(200), Duration.ofSeconds(10));
        server.willSay(answer("200 OK", "{\"a\":\"b\"}"));
        assertThat(read(LONG)).containsEntry("a", "b");
    }

    @Test
    void anAnswerThatStopsHalfWayIsNotWaitedForEither() {
        server.willSay("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":");

        assertThat(problem(Duration.ofMillis(200))).isEqualTo(ProblemCode.SERVICE_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnull",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<html",
                "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n",
            })
    void whatIsNoAnswerIsTheServicesFault(String answer) {
        server.willSay(answer);

        assertThat(problem(LONG)).isEqualTo(ProblemCode.SERVICE_UNAVAILABLE);
        assertThat(server.requests).hasValue(1);
    }

    @Test
    void aServiceThatIsAwayIsTold() throws IOException {
        server.close();

        assertThat(problem(LONG)).isEqualTo(ProblemCode.SERVICE_UNAVAILABLE);
    }

    private Map<String, String> read(Duration within) {
        return remote.get(MAP, Query.of("/thing"), within);
    }

    private ProblemCode problem(Duration within) {
        return assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(within))
                .actual()
                .code();
    }

    private static String answer(String status, String body) {
        return "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, body.length(), body);
    }
}
