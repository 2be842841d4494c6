package dev.gembourse.bench.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.wire.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** {@code ./gembourse bench leaderboard}: it works. What it measures here means nothing. */
class LeaderboardCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void aQuickMeasurementTellsRatesLatenciesAndMemory() throws Exception {
        Path json = folder.resolve("result.json");

        int exitCode = run("--quick", "--json=" + json);

        assertThat(exitCode).as(out.toString()).isZero();
        JsonNode size =
                Json.LENIENT.readTree(Files.readAllBytes(json)).path("sizes").path(0);
        JsonNode round = size.path("rounds").path(0);
        assertThat(round.path("ranks").asDouble()).isPositive();
        assertThat(round.path("updates").asDouble()).isPositive();
        assertThat(round.path("around").path("p99Micros").asDouble()).isPositive();
        JsonNode loaded = size.path("loaded");
        double parts = loaded.path("boardBytes").asDouble()
                + loaded.path("idBytes").asDouble()
                + loaded.path("nameBytes").asDouble();
        assertThat(parts).isBetween(30.0, 300.0);
        assertThat(size.has("redis")).isEqualTo(RedisProcess.isInstalled());
        assertThat(out.toString())
                .contains("What is compared")
                .contains(RedisProcess.isInstalled() ? "index / redis" : "Redis is not installed");
    }

    @Test
    void sizesThatNobodyCanHoldAreRefused() {
        assertThat(run("--players=100000000")).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    private int run(String... arguments) {
        return new CommandLine(new LeaderboardCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments);
    }
}
