package dev.gembourse.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How JSON goes in and out where Spring's converters are passed over, and that requests are counted all the same. */
class DirectJsonTest {

    private static final String DEPOSIT = "{\"currency\":\"USD\",\"amount\":\"1\"}";

    private final RunningGateway gateway = RunningGateway.shared();
    private final String deposits = "/v1/accounts/" + UUID.randomUUID() + "/deposits";

    @Test
    void anAnswerSaysItsLengthAndIsSentAtOnce() {
        Answered answer = gateway.post(deposits, DEPOSIT);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Transfer-Encoding")).isNull();
        assertThat(answer.header("Content-Length"))
                .isEqualTo(Integer.toString(answer.body().getBytes(StandardCharsets.UTF_8).length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=utf-8",
                "application/json;charset=UTF-8",
                "application/merge-patch+json"
            })
    void everyKindOfJsonIsTaken(String type) {
        assertThat(gateway.post(deposits, DEPOSIT, "Content-Type", type).status())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "application/", "*/*"})
    void whatIsNoTypeOfContentIsRefused(String type) {
        Answered answer = gateway.post(deposits, DEPOSIT, "Content-Type", type);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void requestsAreCountedByRouteAndStatus() {
        gateway.post(deposits, DEPOSIT);
        gateway.get("/v1/no/such/route");

        assertThat(gateway.get("/actuator/prometheus")
                        .body()
                        .lines()
                        .filter(line -> line.startsWith("http_server_requests_seconds_count")))
                .anyMatch(line -> line.contains("method=\"POST\"")
                        && line.contains("status=\"202\"")
                        && line.contains("uri=\"/v1/accounts/{accountId}/deposits\""))
                .anyMatch(line -> line.contains("status=\"404\"") && line.contains("outcome=\"CLIENT_ERROR\""))
                .noneMatch(line -> line.contains("/v1/no/such/route"));
    }

    @Test
    void theErrorPageIsAProblemToo() {
        Answered answer = gateway.get("/error");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo("NOT_FOUND");
    }
}
