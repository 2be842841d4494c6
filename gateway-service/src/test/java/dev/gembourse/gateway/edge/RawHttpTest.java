package dev.gembourse.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.gateway.fixture.People;
import dev.gembourse.gateway.fixture.RunningGateway;
import jakarta.servlet.ServletInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

/** What a well-behaved HTTP client cannot send. */
class RawHttpTest {

    private static final String DEPOSITS = "/v1/accounts/01890a5d-ac96-774b-bcce-b302099a8058/deposits";
    private final RunningGateway gateway = RunningGateway.shared();

    @Test
    void aChunkedBodyBeyondTheLimitIsRefused() throws IOException {
        String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";

        String answer = exchange(head("POST", DEPOSITS)
                + "Content-Type: application/json\r\nIdempotency-Key: k\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunk.repeat(17)
                + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json", "CONTENT_TOO_LARGE");
    }

    @Test
    void aChunkedBodyWithinTheLimitIsTaken() throws IOException {
        String answer = exchange(head("POST", DEPOSITS)
                + "Content-Type: application/json\r\nIdempotency-Key: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "10\r\n{\"currency\":\"USD\r\n"
                + "f\r\n\",\"amount\":\"1\"}\r\n"
                + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 202");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/accounts/%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/accounts/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/accounts/a%2Fb HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/accounts/<script> HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/assets HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "POST /v1/assets HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\nConnection: close\r\n\r\n",
            })
    void aMalformedRequestIsRefusedWithAProblem(String request) throws IOException {
        String answer = exchange(request);

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "\"code\":\"INVALID_PARAMETER\"")
                .doesNotContain("<html", "xception", "Tomcat", "java");
    }

    @Test
    void whatTomcatItselfRefusesHasTheSameStatusInTheBody() throws IOException {
        assertRefused("400", head("GET", "/v1/assets") + "X-Large: " + "x".repeat(20_000) + "\r\n\r\n");
        assertRefused("400", head("GET", "/v1/" + "x".repeat(20_000)) + "\r\n");
        assertRefused("501", head("POST", DEPOSITS) + "Transfer-Encoding: sealed\r\n\r\n");
        assertRefused("505", "GET /v1/assets HTTP/7.0\r\nHost: x\r\nConnection: close\r\n\r\n");
    }

    private void assertRefused(String status, String request) throws IOException {
        String answer = exchange(request);

        assertThat(answer)
                .matches("(?s)HTTP/1.1 (" + status + ") .*")
                .contains(
                        "application/problem+json",
                        "\"code\":\"INVALID_PARAMETER\"",
                        "\"status\":" + answer.substring(9, 12))
                .doesNotContain("Tomcat");
    }

    @Test
    void aKeyInOtherThanAsciiIsRefused() throws IOException {
        String answer = exchange(head("POST", DEPOSITS)
                + "Content-Type: application/json\r\nIdempotency-Key: \u00e4\u00f6\r\nContent-Length: 2\r\n\r\n{}");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("IDEMPOTENCY_KEY_INVALID");
    }

    @Test
    void twoKeysAreRefused() throws IOException {
        String answer = exchange(head("POST", DEPOSITS)
                + "Content-Type: application/json\r\nIdempotency-Key: a\r\nIdempotency-Key: b\r\n"
                + "Content-Length: 2\r\n\r\n{}");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("IDEMPOTENCY_KEY_INVALID");
    }

    @Test
    void aBodyThatDripsInIsGivenUp() throws Exception {
        BodyFilter impatient =
                new BodyFilter(new BodyLimits(DataSize.ofKilobytes(64), DataSize.ofMegabytes(1), Duration.ZERO));
        MockHttpServletRequest request = new MockHttpServletRequest("POST", DEPOSITS) {
            @Override
            public ServletInputStream getInputStream() {
                return new DelegatingServletInputStream(new ByteArrayInputStream(new byte[10])) {
                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        return super.read(target, offset, 1);
                    }
                };
            }

            @Override
            public int getContentLength() {
                return 10;
            }

            @Override
            public long getContentLengthLong() {
                return 10;
            }
        };
        MockHttpServletResponse response = new MockHttpServletResponse();

        impatient.doFilter(request, response, new MockFilterChain());

        assertThat(response.getStatus()).isEqualTo(408);
        assertThat(response.getHeader("Connection")).isEqualTo("close");
        assertThat(response.getContentAsString()).contains("REQUEST_TIMEOUT");
    }

    @Test
    void theBodyOfABatchIsNotWaitedForBeforeItIsKnownWhoSendsIt() throws IOException {
        String bodiless = "Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n";
        People people = new People(gateway);

        String nobodys = firstLine("POST /v1/trades:batch HTTP/1.1\r\nHost: 127.0.0.1\r\n" + bodiless);
        String readers = firstLine("POST /v1/trades:batch HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: "
                + people.key(people.player(), "read") + "\r\n" + bodiless);

        assertThat(nobodys).startsWith("HTTP/1.1 401");
        assertThat(readers).startsWith("HTTP/1.1 403");
    }

    @Test
    void whatBrowsersNeedToKnowIsInEveryAnswer() throws IOException {
        String answer = exchange(head("GET", "/v1/nothing") + "\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 404")
                .contains(
                        "X-Content-Type-Options: nosniff",
                        "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
                        "X-Frame-Options: DENY",
                        "Referrer-Policy: no-referrer",
                        "Cache-Control: no-store")
                .doesNotContain("Strict-Transport-Security", "Server:");
    }

    private static String head(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: "
                + RunningGateway.ADMIN + "\r\n";
    }

    /** Of the answer, which comes before the request is complete. */
    private String firstLine(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(Math.toIntExact(Duration.ofSeconds(5).toMillis()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
        }
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(Math.toIntExact(Duration.ofSeconds(10).toMillis()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
