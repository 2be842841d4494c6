package dev.gembourse.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessIdentityTest {
    @Test
    void weAreAlive() {
        assertThat(ProcessIdentity.current().isAlive()).isTrue();
    }

    @Test
    void anotherStartIsAnotherProcess() {
        var current = ProcessIdentity.current();

        assertThat(new ProcessIdentity(current.pid(), current.startTicks() + 1).isAlive())
                .isFalse();
    }

    @Test
    void aProcessThatEndedIsNotAlive(@TempDir Path folder) {
        var child = Children.start(Command.of(folder.resolve("log"), List.of("sleep", "600")));
        var identity = child.identity().orElseThrow();

        child.kill();

        assertThat(identity.isAlive()).isFalse();
    }
}
