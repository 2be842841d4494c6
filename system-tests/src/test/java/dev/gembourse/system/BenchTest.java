package dev.gembourse.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.bench.edge.EdgeCommand;
import dev.gembourse.bench.endtoend.EndToEndCommand;
import dev.gembourse.bench.orders.OrdersCommand;
import dev.gembourse.bench.scale.ScaleCommand;
import dev.gembourse.bench.settle.SettleCommand;
import dev.gembourse.bench.start.StartCommand;
import dev.gembourse.events.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code ./gembourse bench}: each measurement works. What it measures here means nothing. */
class BenchTest {

    @TempDir
    private Path folder;

    @Test
    void aQuickMeasurementSettlesItsTradesAndKeepsTheInvariants() throws Exception {
        Path json = folder.resolve("result.json");

        Commands.Ended ended =
                Commands.run(new SettleCommand(), "--quick", "--loads=skewed,hot", "--beside=first", "--json=" + json);

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).contains("all invariants held");
        JsonNode round =
                Json.LENIENT.readTree(Files.readAllBytes(json)).path("rounds").path(0);
        assertThat(round.path("tradesPerSecond").asDouble()).isPositive();
        assertThat(round.path("walBytesPerTrade").asDouble()).isPositive();
        assertThat(ended.out())
                .contains("round 1, skewed")
                .contains("round 1, hot")
                .contains("beside it first");
        assertThat(round.path("cpuMicrosPerTrade").propertyNames()).contains("trade-processor", "postgres", "kafka");
    }

    @Test
    void theEdgeAcceptsSingleTradesAndBatches() throws Exception {
        Path json = folder.resolve("result.json");

        Commands.Ended ended = Commands.run(new EdgeCommand(), "--quick", "--json=" + json);

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out())
                .contains("single ÷ empty")
                .contains("batch ÷ producer")
                .contains("key − nobody")
                .contains("all invariants held");
        JsonNode samples = Json.LENIENT.readTree(Files.readAllBytes(json)).path("samples");
        assertThat(samples)
                .hasSize(8)
                .allSatisfy(sample ->
                        assertThat(sample.path("perSecond").asDouble()).isPositive());
    }

    @Test
    void tradesGoTheWholeWayAtAFixedRate() throws Exception {
        Path json = folder.resolve("result.json");

        Commands.Ended ended = Commands.run(new EndToEndCommand(), "--quick", "--beside=bare", "--json=" + json);

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out())
                .contains("sustained: median")
                .contains("on the board")
                .contains("round 1: 20/s: bare p50")
                .contains("ours ÷ bare: p50")
                .contains("all invariants held");
        JsonNode result = Json.LENIENT.readTree(Files.readAllBytes(json));
        assertThat(result.path("bare").path(0).path("cpuMicros").propertyNames())
                .contains("postgres", "kafka", "peer-bare-edge", "peer-bare-store");
        assertThat(result.path("ratios").path(0).path("p99").asDouble()).isPositive();
    }

    @Test
    void ordersFillEachOther() throws Exception {
        Commands.Ended ended = Commands.run(new OrdersCommand(), "--quick");

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out())
                .containsPattern("filled orders ÷ house trades: [0-9.]+")
                .containsPattern("from the request until filled: p50 [0-9.]+, p99 [0-9.]+ ms")
                .containsPattern("until all are settled: [0-9.]+ s")
                .contains("all invariants held");
    }

    @Test
    void aKilledPartComesBack() throws Exception {
        Commands.Ended ended = Commands.run(new StartCommand(), "--quick");

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out())
                .contains("start to the first settled trade")
                .contains("zero lag: trade-processor")
                .contains("all invariants held");
    }

    @Test
    void aLargeLedgerIsComparedWithASmallOne() throws Exception {
        Commands.Ended ended = Commands.run(new ScaleCommand(), "--quick");

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).contains("a ledger of 2,000 trades").contains("all invariants held");
    }
}
