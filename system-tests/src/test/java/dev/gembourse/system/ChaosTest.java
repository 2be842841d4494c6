package dev.gembourse.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.chaos.ChaosCommand;
import dev.gembourse.events.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code ./gembourse chaos}: a short mix, always the same. */
class ChaosTest {

    private static final int AT_LEAST = 5;

    @TempDir
    private Path folder;

    @Test
    void whateverStrikesEverythingHolds() throws Exception {
        Path json = folder.resolve("result.json");

        Commands.Ended ended = Commands.run(new ChaosCommand(), "--seed=1", "--for=90s", "--json=" + json);

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        JsonNode result = Json.LENIENT.readTree(Files.readAllBytes(json));
        assertThat(result.path("accepted").asInt()).isPositive();
        long struck = result.path("faults")
                .valueStream()
                .filter(fault -> fault.path("times").asInt() > 0)
                .count();
        assertThat(struck).as(ended.out()).isGreaterThanOrEqualTo(AT_LEAST);
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
