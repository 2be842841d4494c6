package dev.gembourse.tools.partner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gembourse.tools.client.Gateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the gateway's answers. */
class RegistrationTest {

    private static final String ACME = "{\"name\":\"acme\",\"source\":\"/partners/acme\",\"topic\":\"partner.acme.v1\","
            + "\"createdAt\":\"2026-11-22T20:00:00Z\"%s}";

    private HttpServer server;
    private Gateway gateway;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        gateway =
                new Gateway(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Duration.ofSeconds(5));
    }

    @AfterEach
    void stopServer() {
        gateway.close();
        server.stop(0);
    }

    @Test
    void aNewPartnerIsAsTheGatewayMadeIt() {
        answer("/v1/partners", 201, ACME.formatted(""));

        assertThat(Registration.of(gateway, "acme", null)).isEqualTo(new Registration("acme", "/partners/acme", null));
    }

    @Test
    void onePartnerIsTheSameWhenItIsRegisteredAgain() {
        answer("/v1/partners", 409, "{\"status\":409,\"code\":\"PARTNER_EXISTS\",\"detail\":\"there is acme\"}");
        answer("/v1/partners/acme", 200, ACME.formatted(""));

        assertThat(Registration.of(gateway, "acme", null).source()).isEqualTo("/partners/acme");
        assertThat(Registration.of(gateway, "acme", "/partners/acme").source()).isEqualTo("/partners/acme");
        assertThatThrownBy(() -> Registration.of(gateway, "acme", "/elsewhere"))
                .isInstanceOf(Registration.Refused.class)
                .hasMessageContainingAll("/elsewhere", "/partners/acme", "--source");
    }

    @Test
    void aDisabledPartnerIsNotLetIn() {
        answer("/v1/partners", 409, "{\"status\":409,\"code\":\"PARTNER_EXISTS\",\"detail\":\"there is acme\"}");
        answer("/v1/partners/acme", 200, ACME.formatted(",\"disabledAt\":\"2026-11-22T21:00:00Z\""));

        assertThatThrownBy(() -> Registration.of(gateway, "acme", null))
                .isInstanceOf(Registration.Refused.class)
                .hasMessageContaining("2026-11-22T21:00:00Z");
    }

    @Test
    void aSourceThatIsAnothersIsSaidInTheGatewaysWords() {
        answer("/v1/partners", 409, "{\"status\":409,\"code\":\"PARTNER_EXISTS\",\"detail\":\"that source is taken\"}");
        answer("/v1/partners/acme", 404, "{\"status\":404,\"code\":\"PARTNER_NOT_FOUND\",\"detail\":\"none\"}");

        assertThatThrownBy(() -> Registration.of(gateway, "acme", "/taken"))
                .isInstanceOf(Registration.Refused.class)
                .hasMessageContainingAll("409", "PARTNER_EXISTS", "that source is taken");
    }

    @Test
    void whoIsNoAdminIsToldSo() {
        answer("/v1/partners", 403, "{\"status\":403,\"code\":\"FORBIDDEN\",\"detail\":\"admins only\"}");

        assertThatThrownBy(() -> Registration.of(gateway, "acme", null)).hasMessageContaining("admins only");
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> respond(exchange, status, body));
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
