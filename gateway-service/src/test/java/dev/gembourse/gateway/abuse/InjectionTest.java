package dev.gembourse.gateway.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.gateway.fixture.RunningGateway;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in headers, paths and queries, an answer has the lines that we have written. */
class InjectionTest {

    private static final List<String> HEADERS = List.of(
            "X-Request-Id",
            "traceparent",
            "Idempotency-Key",
            "Prefer",
            "Authorization",
            "Origin",
            "Accept",
            "Content-Type",
            "User-Agent",
            "X-Forwarded-For");

    private static final Pattern INSTANCE = Pattern.compile("\"instance\":\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.DOTALL);
    private static final String DEPOSIT = "{\"currency\":\"USD\",\"amount\":\"1\"}";
    private static final String DEPOSITS = "/v1/accounts/01890a5d-ac96-774b-bcce-b302099a8058/deposits";

    private final RunningGateway gateway = RunningGateway.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\rInjected: 1",
                "a\n Injected: 1",
                "a\r\n\tInjected: 1",
                "a\0Injected: 1",
                "a\u0085Injected: 1",
                "a\u000bInjected: 1",
                "a\u001b[31mInjected: 1",
                "\u00e5\u0098\u008a\u00e5\u0098\u008dInjected: 1",
                "a%0d%0aInjected:%201",
                "a\\r\\nInjected: 1",
                "\"a\r\nInjected: 1\"",
                "<script>alert(1)</script>",
                "${jndi:ldap://127.0.0.1/x}"
            })
    void noHeaderOfARequestMakesALineOfTheAnswer(String value) throws IOException {
        for (String header : HEADERS) {
            assertOurs(exchange("POST " + DEPOSITS + " HTTP/1.1\r\n", header, header + ": " + value + "\r\n", DEPOSIT));
            assertOurs(exchange("GET /v1/nothing HTTP/1.1\r\n", header, header + ": " + value + "\r\n", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/%0d%0aInjected:%201",
                "/v1/assets/A%0AInjected:%201",
                "/v1/operations/%0d%0a%0d%0aInjected",
                "/v1/accounts/%E5%98%8A%E5%98%8DInjected:%201/deposits",
                "/problems/%0d%0aInjected:%201",
                "/v1/leaderboard?cursor=%0d%0aInjected:%201",
                "/v1/assets?limit=%0d%0aInjected:%201",
                "/v1/leaderboard?at-least=%0aInjected:%201",
                "/v1/users?cursor=%00",
                "/v1/audit-events?subject=%0d%0aInjected:%201",
                "/docs/%0d%0aInjected:%201",
                "/docs?Location=%0d%0aInjected:%201",
                "/v1/assets/%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                "//127.0.0.2/%0d%0aInjected:1",
                "/v1/assets;x=%0d%0aInjected:1"
            })
    void noPathOrQueryMakesALineOfTheAnswer(String path) throws IOException {
        assertOurs(exchange("GET " + path + " HTTP/1.1\r\n", "", "", ""));
    }

    private static void assertOurs(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        assertThat(end).as(answer).isPositive();
        List<String> lines = Arrays.asList(answer.substring(0, end).split("\r\n"));
        String body = answer.substring(end + 4);

        assertThat(lines.getFirst()).matches("HTTP/1.1 [2-4][0-9]{2} ?");
        assertThat(lines.subList(1, lines.size()))
                .as(answer)
                .allMatch(line -> line.matches("[A-Za-z0-9-]+: [\\x20-\\x7e]*"))
                .noneMatch(line -> line.startsWith("Injected"));
        assertThat(body).doesNotContain("HTTP/1.1", "<script>");
        assertThat(INSTANCE.matcher(body).results().map(found -> found.group(1)))
                .as(answer)
                .allMatch(instance -> instance.matches("[\\x21-\\x7e]*"));
    }

    private String exchange(String line, String replaced, String header, String body) throws IOException {
        StringBuilder request = new StringBuilder(line).append("Host: 127.0.0.1\r\nConnection: close\r\n");
        addUnless("Authorization", RunningGateway.ADMIN, replaced, request);
        addUnless("Content-Type", "application/json", replaced, request);
        addUnless("Idempotency-Key", RunningGateway.newKey(), replaced, request);
        request.append(header).append("Content-Length: ").append(body.length()).append("\r\n\r\n");
        request.append(body);
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(Math.toIntExact(Duration.ofSeconds(20).toMillis()));
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static void addUnless(String name, String value, String replaced, StringBuilder request) {
        if (!name.equals(replaced)) {
            request.append(name).append(": ").append(value).append("\r\n");
        }
    }
}
