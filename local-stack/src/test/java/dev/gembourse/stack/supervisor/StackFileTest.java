package dev.gembourse.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gembourse.stack.process.ProcessIdentity;
import dev.gembourse.stack.supervisor.StackRecord.PartRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFileTest {
    @TempDir
    Path home;

    @Test
    void whatIsWrittenIsRead() {
        var started = Instant.parse("2026-11-21T03:44:05.120Z");
        var stack = new StackRecord(
                "0.1.0",
                new ProcessIdentity(12, 3_400),
                started,
                true,
                "http://127.0.0.1:8080",
                "127.0.0.1:9092",
                "/home/kafka/tools.properties",
                "jdbc:postgresql://127.0.0.1:15432/",
                List.of(
                        new PartRecord(
                                "kafka", 9092, new ProcessIdentity(13, 3_500), started, 2, null, "/logs/kafka.log"),
                        new PartRecord(
                                "gateway-service", 8080, null, null, 0, "http://127.0.0.1:8080", "/logs/g.log")));

        StackFile.in(home).write(stack);

        assertThat(StackFile.in(home).read()).contains(stack);
    }

    @Test
    void noFileMeansThatNothingRuns() {
        assertThat(StackFile.in(home).read()).isEmpty();
    }

    @Test
    void aFileThatIsNotOursIsAnErrorThatNamesIt() throws Exception {
        Files.writeString(home.resolve("stack.json"), "{\"version\":");

        assertThatThrownBy(() -> StackFile.in(home).read())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(home.resolve("stack.json").toString());
    }
}
