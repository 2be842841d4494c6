package dev.gembourse.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.chaos.ChaosCommand;
import dev.gembourse.events.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code ./gembourse chaos}: a short mix, always the same faults in the same order. */
class ChaosTest {

    /** What other tests do not do to a whole system under load, or what takes the shortest time. */
    private static final List<String> FAULTS = List.of(
            "processor-dies-settling", "sessions-cut", "rewound", "bad-records", "manual-change", "retry-storm");

    private static final String LAST = "topic-recreated";

    @TempDir
    private Path folder;

    @Test
    void whateverStrikesEverythingHolds() throws Exception {
        Path json = folder.resolve("result.json");

        Commands.Ended ended = Commands.run(
                new ChaosCommand(),
                "--seed=1",
                "--strikes=" + FAULTS.size(),
                "--json=" + json,
                "--fault=" + String.join(",", FAULTS) + "," + LAST);

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        JsonNode result = Json.LENIENT.readTree(Files.readAllBytes(json));
        assertThat(result.path("accepted").asInt()).isPositive();
        assertThat(result.path("faults").valueStream())
                .as(ended.out())
                .hasSize(FAULTS.size() + 1)
                .allSatisfy(fault -> assertThat(fault.path("times").asInt()).isOne());
    }

    @Test
    void aFaultThatDoesNotExistIsWrongUse() {
        Commands.Ended ended = Commands.run(new ChaosCommand(), "--fault=earthquake");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("earthquake");
    }

    @Test
    void theFaultsAreListedWithThoseThatAreNotBuilt() {
        Commands.Ended ended = Commands.run(new ChaosCommand(), "--list");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("processor-killed").contains("not built");
    }
}
