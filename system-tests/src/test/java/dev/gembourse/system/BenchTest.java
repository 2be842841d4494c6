package dev.gembourse.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.bench.settle.SettleCommand;
import dev.gembourse.events.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code ./gembourse bench settle}: it works. What it measures here means nothing. */
class BenchTest {

    @TempDir
    private Path folder;

    @Test
    void aQuickMeasurementSettlesItsTradesAndKeepsTheInvariants() throws Exception {
        Path json = folder.resolve("result.json");

        Commands.Ended ended = Commands.run(new SettleCommand(), "--quick", "--beside=first,tuned", "--json=" + json);

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).contains("all invariants held");
        JsonNode round =
                Json.LENIENT.readTree(Files.readAllBytes(json)).path("rounds").path(0);
        assertThat(round.path("tradesPerSecond").asDouble()).isPositive();
        assertThat(round.path("walBytesPerTrade").asDouble()).isPositive();
        assertThat(ended.out()).contains("beside it first").contains("beside it tuned");
        assertThat(round.path("cpuMicrosPerTrade").propertyNames()).contains("trade-processor", "postgres", "kafka");
    }
}
