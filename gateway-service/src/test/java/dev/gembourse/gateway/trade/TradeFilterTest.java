package dev.gembourse.gateway.trade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.wire.Json;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.RunningGateway;
import dev.gembourse.gateway.problem.ProblemAdvice;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.node.ObjectNode;

/** What the way past the dispatcher takes, and that its answers are those of the way through. */
class TradeFilterTest {

    private static final String TRADE = "{\"symbol\":\"PASSBY\",\"side\":\"BUY\",\"quantity\":\"1\"}";
    private static final String DISPATCHED = "application/json; charset=utf-8";

    private static final RunningGateway GATEWAY = RunningGateway.shared();

    private final String account = UUID.randomUUID().toString();

    @BeforeAll
    static void anAsset() {
        GATEWAY.create("PASSBY");
    }

    @Test
    void theUsualTradePassesTheDispatcherBy() throws Exception {
        assertThat(isPassedOn("POST", path(account), "application/json", TRADE)).isFalse();
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            GET  | /v1/accounts/01890a5d-ac96-774b-bcce-b302099a8057/trades  | application/json | {"symbol":"PASSBY","side":"BUY","quantity":"1"}
            POST | /v1/accounts/01890a5d-ac96-774b-bcce-b302099a8057/trades  | text/plain       | {"symbol":"PASSBY","side":"BUY","quantity":"1"}
            POST | /v1/accounts/01890a5d-ac96-774b-bcce-b302099a8057/trades  | application/json | {"symbol":"PASSBY","side":"BUY","quantity":"x"}
            POST | /v1/accounts/01890a5d-ac96-774b-bcce-b302099a8057/trades  | application/json | null
            POST | /v1/accounts/01890a5d-ac96-774b-bcce-b302099a8057/trades  | application/json | {
            POST | /v1/accounts/x1890a5d-ac96-774b-bcce-b302099a8057/trades  | application/json | {"symbol":"PASSBY","side":"BUY","quantity":"1"}
            POST | /v1/accounts/trades                                       | application/json | {"symbol":"PASSBY","side":"BUY","quantity":"1"}
            POST | /v1/accounts/01890a5d-ac96-774b-bcce-b302099a8057/trades/ | application/json | {"symbol":"PASSBY","side":"BUY","quantity":"1"}
            POST | /v1/accounts/01890a5d-ac96-774b-bcce-b302099a8057/orders  | application/json | {"symbol":"PASSBY","side":"BUY","quantity":"1"}
            """)
    void whatIsNotAsUsualIsPassedOnUntouched(String method, String path, String type, String body) throws Exception {
        assertThat(isPassedOn(method, path, type, body)).isTrue();
    }

    @ParameterizedTest(name = "{1} -> {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            202 | {"symbol":"PASSBY","side":"BUY","quantity":"1"}
            202 | {"symbol":"PASSBY","side":"SELL","notional":2.5}
            400 | {"symbol":"PASSBY","side":"BUY"}
            400 | {"symbol":"PASSBY","side":"BUY","quantity":"1","notional":"1"}
            400 | {"symbol":"PASSBY","side":"BUY","quantity":"-1"}
            400 | {"symbol":"PASSBY","side":"BUY","quantity":"1","more":1}
            422 | {"symbol":"PASSBY","side":"BUY","quantity":"0.001"}
            400 | []
            400 | null
            400 | {"symbol":
            """)
    void bothWaysAnswerAlike(int status, String body) {
        assertAlike(status, path(account), body, "Idempotency-Key", "alike");
        assertAlike(status, path(account), body, "Idempotency-Key", "waiting", "Prefer", "wait=0");
        assertAlike(400, path(account), body, "Idempotency-Key", "");
    }

    @ParameterizedTest(name = "{1} -> {0}")
    @CsvSource({
        "202, 01890A5D-AC96-774B-BCCE-B302099A8057",
        "400, x1890a5d-ac96-774b-bcce-b302099a8057",
        "400, short",
        "400, %00"
    })
    void bothWaysAnswerAlikeWhateverTheAccount(int status, String id) {
        assertAlike(status, path(id), TRADE, "Idempotency-Key", RunningGateway.newKey());
    }

    @Test
    void itStandsInEveryRequestsWayAndIsCountedByItsRoute() {
        assertThat(GATEWAY.bean(ServletContext.class).getFilterRegistrations()).containsKey("tradeFilter");
        assertThat(GATEWAY.post(path(account), TRADE).status()).isEqualTo(202);

        assertThat(GATEWAY.get("/actuator/prometheus")
                        .body()
                        .lines()
                        .filter(line -> line.startsWith("http_server_requests_seconds_count")))
                .anyMatch(line -> line.contains("method=\"POST\"")
                        && line.contains("status=\"202\"")
                        && line.contains("uri=\"/v1/accounts/{accountId}/trades\""));
    }

    @Test
    void aBugIsAnsweredAsAProblem() throws Exception {
        TradeController buggy = new TradeController(null, null);
        MockHttpServletResponse response = new MockHttpServletResponse();

        pass(new TradeFilter(buggy, GATEWAY.bean(ProblemAdvice.class), Json.STRICT), trade(), response, (rq, rs) -> {});

        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getContentAsString()).contains("INTERNAL_ERROR").doesNotContain("Exception");
    }

    @Test
    void aRetryByTheOtherWayIsTheSameOperation() {
        Answered first = GATEWAY.post(path(account), TRADE, "Idempotency-Key", "once");

        Answered retry = GATEWAY.post(path(account), TRADE, "Idempotency-Key", "once", "Content-Type", DISPATCHED);

        assertThat(first.status()).isEqualTo(202);
        assertThat(retry.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(retry.body()).isEqualTo(first.body());
    }

    /** One request that passes the dispatcher by, unless it is at fault, and the same with a key of its own that does not. */
    private void assertAlike(int status, String path, String body, String... headers) {
        String[] other = headers.clone();
        other[1] = headers[1].isEmpty() ? "" : headers[1] + "-2";
        Answered direct = post(path, body, "application/json", headers);
        Answered dispatched = post(path, body, DISPATCHED, other);

        assertThat(direct.status()).as(direct.body()).isEqualTo(status);
        assertThat(dispatched.status()).as(dispatched.body()).isEqualTo(status);
        assertThat(direct.header("Content-Type")).isEqualTo(dispatched.header("Content-Type"));
        assertThat(names(direct)).isEqualTo(names(dispatched));
        assertThat(comparable(direct)).isEqualTo(comparable(dispatched));
    }

    private Answered post(String path, String body, String type, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = type;
        return GATEWAY.post(path, body, all);
    }

    private static TreeSet<String> names(Answered answer) {
        TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(answer.headers().map().keySet());
        names.remove("Content-Length");
        names.remove("Transfer-Encoding");
        return names;
    }

    /** Without what belongs to one request alone. */
    private static ObjectNode comparable(Answered answer) {
        ObjectNode body = (ObjectNode) Json.LENIENT.readTree(answer.body());
        body.remove("operationId");
        body.remove("submittedAt");
        body.remove("links");
        body.remove("traceId");
        return body;
    }

    private boolean isPassedOn(String method, String path, String type, String body)
            throws IOException, ServletException {
        MockHttpServletRequest request = request(method, path, type, body);
        MockHttpServletResponse response = new MockHttpServletResponse();
        AtomicBoolean passedOn = new AtomicBoolean();
        pass(GATEWAY.bean(TradeFilter.class), request, response, (after, ignored) -> {
            passedOn.set(true);
            assertThat(after.getInputStream().readAllBytes()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
        });
        assertThat(response.getStatus()).isEqualTo(passedOn.get() ? 200 : 202);
        return passedOn.get();
    }

    /** Through the filters that find out who asks and read bodies, and then this one. */
    private static void pass(
            TradeFilter filter, MockHttpServletRequest request, MockHttpServletResponse response, FilterChain next)
            throws IOException, ServletException {
        Filter bodies = GATEWAY.bean("bodyFilter", Filter.class);
        GATEWAY.bean("callerFilter", Filter.class)
                .doFilter(
                        request,
                        response,
                        (known, ignored) -> bodies.doFilter(
                                known, response, (buffered, answer) -> filter.doFilter(buffered, answer, next)));
    }

    private MockHttpServletRequest trade() {
        return request("POST", path(account), "application/json", TRADE);
    }

    private static MockHttpServletRequest request(String method, String path, String type, String body) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setContentType(type);
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        request.addHeader("Idempotency-Key", RunningGateway.newKey());
        request.addHeader("Authorization", RunningGateway.ADMIN);
        return request;
    }

    private static String path(String account) {
        return "/v1/accounts/" + account + "/trades";
    }
}
