package dev.gembourse.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.view.PartitionLagView;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.FakeService.Reply;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpsTest {

    private final RunningGateway gateway = RunningGateway.shared();

    @Test
    void theLagOfAllServicesIsShownTogether() {
        gateway.processor.on("/v1/ops/lag", Reply.ok(List.of(line("trade-processor"))));
        gateway.leaderboard.on("/v1/ops/lag", Reply.ok(List.of(line("leaderboard-service"))));

        Answered answer = gateway.get("/v1/ops/lag");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/partitions"))
                .hasSize(2 + 3 * 4)
                .extracting(line -> line.at("/service").asString())
                .contains("trade-processor", "leaderboard-service", "gateway-service");
        assertThat(answer.json().at("/unavailable")).isEmpty();
        assertThat(answer.at("/partitions/0/state")).isEqualTo("STALLED");
    }

    @Test
    void aServiceThatDoesNotAnswerIsNamed() {
        gateway.processor.forget("/v1/ops/lag");
        gateway.leaderboard.on("/v1/ops/lag", Reply.ok(List.of()));

        Answered answer = gateway.get("/v1/ops/lag");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/unavailable/0")).isEqualTo("trade-processor");
    }

    @Test
    void healthAndMetricsAreThere() {
        assertThat(gateway.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(gateway.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(gateway.get("/actuator/prometheus", "Authorization", RunningGateway.NOBODY)
                        .status())
                .isEqualTo(401);
        assertThat(gateway.get("/actuator/prometheus").body())
                .contains("http_server_requests_seconds", "kafka_producer_record_send_total");
        assertThat(gateway.get("/actuator/env").status()).isEqualTo(404);
    }

    private static PartitionLagView line(String service) {
        return new PartitionLagView(
                service, "some.topic", 0, 5, new BigDecimal("1.5"), "STALLED", "why", true, 7, 3, 3, 0);
    }
}
