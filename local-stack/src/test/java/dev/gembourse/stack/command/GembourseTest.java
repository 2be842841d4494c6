package dev.gembourse.stack.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Command;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GembourseTest {
    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyCommandIsListedAndExplainsItself() {
        for (var command : Gembourse.commandLine().getSubcommands().keySet()) {
            assertThat(run(command, "--help")).as(command).isZero();
            assertThat(out.toString()).contains("gembourse " + command);
        }
        assertThat(Gembourse.commandLine().getSubcommands().keySet())
                .contains("up", "down", "status", "logs", "reset", "doctor", "test");
    }

    @Test
    void anUnknownCommandIsWrongUse() {
        assertThat(run("upp")).isEqualTo(2);
    }

    @Test
    void withoutAStackStatusFailsAndDownHasNothingToDo() {
        assertThat(run("status", "--home", home.toString())).isEqualTo(1);
        assertThat(run("down", "--home", home.toString())).isZero();
    }

    @Test
    void resetWantsToBeMeantAndThenLeavesWhatIsNotOurs() throws Exception {
        Files.createDirectories(home.resolve("data/kafka"));
        Files.createDirectories(home.resolve("logs"));
        Files.writeString(home.resolve("data/kafka/segment"), "x");
        Files.writeString(home.resolve("thesis.txt"), "x");

        assertThat(run("reset", "--home", home.toString())).isEqualTo(2);
        assertThat(home.resolve("data/kafka/segment")).exists();

        assertThat(run("reset", "--yes", "--home", home.toString())).isZero();
        assertThat(home.resolve("data")).doesNotExist();
        assertThat(home.resolve("logs")).doesNotExist();
        assertThat(home.resolve("thesis.txt")).exists();
    }

    @Test
    void resetEndsWhatAKilledSupervisorLeftBehind() throws Exception {
        var child = Children.start(Command.of(home.resolve("log"), List.of("sleep", "600")));
        try {
            var process = child.identity().orElseThrow();
            Files.writeString(home.resolve("stack.json"), """
                    {"ready": true, "parts": [{"name": "kafka", "port": 1, "restarts": 0, "process": {"pid": %d, "startTicks": %d}}]}
                    """.formatted(process.pid(), process.startTicks()));

            assertThat(run("reset", "--yes", "--home", home.toString())).isZero();

            assertThat(process.isAlive()).isFalse();
            assertThat(home.resolve("stack.json")).doesNotExist();
        } finally {
            child.kill();
        }
    }

    @Test
    void portsThatCannotBeAreWrongUse() {
        assertThat(run("up", "--port", "8081", "--home", home.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("--port", "--processor-port", "8081")
                .doesNotContain("\tat ");

        assertThat(run("doctor", "--kafka-port", "70000", "--postgres-port", "0", "--home", home.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("--kafka-port 70000", "--postgres-port 0", "65535")
                .doesNotContain("\tat ");
    }

    @Test
    void whatIsExpectedToGoWrongIsAMessageNotATrace() {
        assertThat(run("logs", "nothing", "--home", home.toString())).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("gembourse: expected logs of nothing")
                .doesNotContain("\tat ");
    }

    private int run(String... arguments) {
        return Gembourse.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
