package dev.gembourse.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FoldersTest {
    @TempDir
    Path temporary;

    @Test
    void aFolderThatDoesNotExistIsFine() {
        Folders.delete(temporary.resolve("none"));

        assertThat(temporary).isEmptyDirectory();
    }

    /** The files of the inner folder keep the first try busy while the others appear, so that it must fail. */
    @Test
    void filesThatAppearMeanwhileGoAsWell() throws IOException {
        var folder = temporary.resolve("folder");
        var inner = Files.createDirectories(folder.resolve("inner"));
        for (int i = 0; i < 5_000; i++) {
            Files.createFile(inner.resolve("file" + i));
        }
        var writer = CompletableFuture.runAsync(() -> write(folder));

        Folders.delete(folder);

        writer.join();
        assertThat(folder).doesNotExist();
    }

    private static void write(Path folder) {
        try {
            for (int i = 0; i < 150; i++) {
                Files.createFile(folder.resolve("late" + i));
                Thread.sleep(Duration.ofMillis(2));
            }
        } catch (NoSuchFileException e) {
            // the folder is gone, so there is nothing left to disturb
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
