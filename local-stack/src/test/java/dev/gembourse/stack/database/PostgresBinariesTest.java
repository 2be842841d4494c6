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
    void whoeverUnpacksAtTheSameTimeSharesOneCopyAndOneThatACleanUpHalfRemovedIsReplaced() throws IOException {
        var first = CompletableFuture.supplyAsync(() -> PostgresBinaries.unpackedIn(cache));
        var second = CompletableFuture.supplyAsync(() -> PostgresBinaries.unpackedIn(cache));

        var home = first.join();
        assertThat(second.join()).isEqualTo(home);
        assertThat(home.resolve("bin/postgres")).isExecutable();
        assertThat(home.resolve("lib/libpq.so.5")).exists();

        Files.delete(home.resolve("share/postgresql/postgres.bki"));
        PostgresBinaries.unpackedIn(cache);

        assertThat(home.resolve("share/postgresql/postgres.bki")).exists();
        try (var entries = Files.list(cache)) {
            assertThat(entries).hasSize(1);
        }
    }
}
