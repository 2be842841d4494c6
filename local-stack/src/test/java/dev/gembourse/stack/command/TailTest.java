package dev.gembourse.stack.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailTest {
    @TempDir
    Path folder;

    private Path log;
    private Tail tail;

    @BeforeEach
    void open() {
        log = folder.resolve("log");
        tail = new Tail(log);
    }

    @AfterEach
    void close() {
        tail.close();
    }

    @Test
    void startsWithTheLastLinesAndGoesOnWithNewOnes() throws Exception {
        Files.writeString(log, "one\ntwo\nthree\n");

        assertThat(tail.last(2)).containsExactly("two", "three");
        append("four\n");
        assertThat(tail.lines()).containsExactly("four");
        assertThat(tail.lines()).isEmpty();
    }

    @Test
    void aLineIsShownWhenItIsComplete() throws Exception {
        Files.writeString(log, "half");
        assertThat(tail.lines()).isEmpty();

        append(" and half\n");

        assertThat(tail.lines()).containsExactly("half and half");
    }

    @Test
    void aFileThatBeganAnewIsReadFromItsBeginning() throws Exception {
        Files.writeString(log, "of the run before\n");
        assertThat(tail.lines()).hasSize(1);

        Files.writeString(log, "new\n");

        assertThat(tail.lines()).containsExactly("new");
    }

    @Test
    void aFileThatIsNotThereYetHasNoLines() throws Exception {
        assertThat(tail.lines()).isEmpty();

        Files.writeString(log, "now\n");

        assertThat(tail.lines()).containsExactly("now");
    }

    @Test
    void aVeryLongLineIsNotLost() throws Exception {
        Files.writeString(log, "x".repeat(20_000) + "\n");

        assertThat(String.join("", tail.lines())).hasSize(20_000);
    }

    private void append(String text) throws Exception {
        Files.writeString(log, text, StandardOpenOption.APPEND);
    }
}
