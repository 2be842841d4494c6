package dev.gembourse.stack.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {
    @TempDir
    Path cache;

    @Test
    void severalWhoUnpackAtTheSameTimeShareOneComplete() throws IOException {
        var first = CompletableFuture.supplyAsync(() -> PostgresBinaries.unpackedIn(cache));
        var second = CompletableFuture.supplyAsync(() -> PostgresBinaries.unpackedIn(cache));

        assertThat(first.join()).isEqualTo(second.join());
        assertThat(first.join().resolve("bin/postgres")).isExecutable();
        try (var entries = Files.list(cache)) {
            assertThat(entries).hasSize(1);
        }
    }

    @Test
    void programsThatACleanUpToolHalfRemovedAreUnpackedAgain() throws IOException {
        var home = PostgresBinaries.unpackedIn(cache);
        Files.delete(home.resolve("share/postgresql/postgres.bki"));

        PostgresBinaries.unpackedIn(cache);

        assertThat(home.resolve("share/postgresql/postgres.bki")).exists();
    }
}
