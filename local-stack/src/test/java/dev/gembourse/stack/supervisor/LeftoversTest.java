package dev.gembourse.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.stack.process.Child;
import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Command;
import dev.gembourse.stack.process.ProcessIdentity;
import dev.gembourse.stack.supervisor.StackRecord.PartRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    @TempDir
    Path folder;

    private Child child;

    @BeforeEach
    void start() {
        child = Children.start(Command.of(folder.resolve("log"), List.of("sleep", "600")));
    }

    @AfterEach
    void end() {
        child.kill();
    }

    @Test
    void theRecordedProcessIsEnded() {
        var identity = child.identity().orElseThrow();

        assertThat(Leftovers.end(stackWith(identity))).containsExactly("left-behind");

        assertThat(identity.isAlive()).isFalse();
    }

    @Test
    void aStoppedProcessIsEndedToo() {
        var identity = child.identity().orElseThrow();
        child.pause();

        Leftovers.end(stackWith(identity));

        assertThat(identity.isAlive()).isFalse();
    }

    @Test
    void aLaterProcessWithTheSameNumberIsLeftAlone() {
        var earlier =
                new ProcessIdentity(child.pid(), child.identity().orElseThrow().startTicks() - 1);

        assertThat(Leftovers.end(stackWith(earlier))).isEmpty();

        assertThat(child.isAlive()).isTrue();
    }

    private static StackRecord stackWith(ProcessIdentity process) {
        var part = new PartRecord("left-behind", 1, process, Instant.EPOCH, 0, null, "log");
        return new StackRecord("0", new ProcessIdentity(1, 0), Instant.EPOCH, true, "", "", null, "", List.of(part));
    }
}
