package dev.gembourse.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {

    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void aSaneRequestIdIsKept() {
        assertThat(Trace.from("order-42_a", null, 0).requestId()).isEqualTo("order-42_a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\"b", "a\r\nb", "ä", "<script>"})
    void anOddRequestIdIsReplacedByATimeOrderedUuid(String odd) {
        UUID id = UUID.fromString(Trace.from(odd, null, 1_700_000_000_000L).requestId());

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(1_700_000_000_000L);
    }

    @Test
    void aVeryLongRequestIdIsReplaced() {
        assertThat(Trace.from("x".repeat(129), null, 0).requestId()).hasSize(36);
    }

    @Test
    void theCallersTraceIsPassedOn() {
        Trace trace = Trace.from(null, PARENT, 0);

        assertThat(trace.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(trace.traceParent()).isEqualTo(PARENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more"
            })
    void aBrokenTraceIsReplacedByANewOne(String broken) {
        Trace trace = Trace.from(null, broken, 0);

        assertThat(trace.traceId()).matches("[0-9a-f]{32}");
        assertThat(trace.traceParent()).matches("00-" + trace.traceId() + "-[0-9a-f]{16}-00");
    }

    @Test
    void theRequestIdComesBackAndTheTraceStandsInTheProblem() {
        Answered answer = RunningGateway.shared().get("/v1/nothing", "X-Request-Id", "mine", "traceparent", PARENT);

        assertThat(answer.header("X-Request-Id")).isEqualTo("mine");
        assertThat(answer.at("/traceId")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }
}
