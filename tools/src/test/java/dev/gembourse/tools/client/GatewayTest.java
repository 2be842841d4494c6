package dev.gembourse.tools.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.view.OperationView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayTest {

    private static final String ID = "0f0e9a7c-0000-5000-8000-000000000001";

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private Gateway gateway;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        gateway = new Gateway(base, Duration.ofSeconds(5));
    }

    @AfterEach
    void stopServer() {
        gateway.close();
        server.stop(0);
    }

    @Test
    void aRequestWhoseOutcomeIsUnknownIsRepeatedUnderTheSameKey() {
        answer("/v1/accounts", exchange -> {
            boolean first = asked.size() == 1;
            respond(exchange, first ? 503 : 202, "{\"operationId\":\"" + ID + "\"}");
        });

        Submission submission = gateway.submit("POST", "/v1/accounts", "key-1", Map.of("username", "ada"));

        assertThat(asked).containsExactly("POST /v1/accounts \"key-1\"", "POST /v1/accounts \"key-1\"");
        assertThat(submission.location()).isEqualTo("/v1/operations/" + ID);
    }

    @Test
    void aRefusedRequestIsNotRepeatedAndTellsItsCode() {
        answer("/v1/accounts", exchange -> respond(exchange, 400, "{\"code\":\"MALFORMED\",\"detail\":\"no name\"}"));

        assertThatThrownBy(() -> gateway.submit("POST", "/v1/accounts", "key-1", Map.of()))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContainingAll("400", "MALFORMED", "no name");
        assertThat(asked).hasSize(1);
    }

    @Test
    void anOutcomeIsAskedForUntilItIsKnown() {
        answer("/v1/operations", exchange -> {
            String status = asked.size() < 3 ? "PENDING" : "SETTLED";
            respond(exchange, 200, operation(status));
        });

        OperationView outcome = gateway.outcome(submission("/v1/operations/x?position=0.7"), Duration.ofSeconds(20));

        assertThat(outcome.status()).isEqualTo(OperationView.Status.SETTLED);
        assertThat(asked).hasSize(3).allMatch(request -> request.contains("position=0.7&wait="));
    }

    @Test
    void anOperationThatStaysPendingIsAnErrorThatSaysSo() {
        answer("/v1/operations", exchange -> respond(exchange, 200, operation("PENDING")));

        assertThatThrownBy(() -> gateway.outcome(submission("/v1/operations/x"), Duration.ofMillis(50)))
                .isInstanceOf(NotAnswering.class)
                .hasMessageContaining("still pending");
    }

    @Test
    void aMissingGatewayIsAnErrorThatSaysWhatToDo() {
        server.stop(0);
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());

        assertThatThrownBy(() -> Gateway.reach(base, Duration.ofSeconds(1), null))
                .isInstanceOf(NotAnswering.class)
                .hasMessageContainingAll(base.toString(), "./gembourse up", "--url");
    }

    private static Submission submission(String location) {
        return new Submission(OperationId.of(ID), location);
    }

    private static String operation(String status) {
        return "{\"operationId\":\"%s\",\"kind\":\"TRADE\",\"status\":\"%s\"}".formatted(ID, status);
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private void answer(String path, Handler handler) {
        server.createContext(path, exchange -> {
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + (key == null ? "" : " " + key));
            handler.handle(exchange);
        });
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
