package dev.gembourse.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The wall clock of the services, moved by libfaketime; broker and database keep the machine's, so they disagree as well. */
final class SkewedClock {

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/faketime/libfaketime.so.1"),
            Path.of("/usr/lib64/faketime/libfaketime.so.1"));

    private final Path file;

    SkewedClock(Path home) {
        this.file = home.resolve("clock");
        move(0);
    }

    /** Why there can be none; null when there can. */
    static @Nullable String obstacle() {
        return LIBRARIES.stream().anyMatch(Files::exists)
                ? null
                : "needs libfaketime (Debian: apt-get install faketime)";
    }

    /** From now on the services are so many hours ahead, or behind; they notice within a second. */
    void move(int hours) {
        try {
            Files.writeString(file, "%+dh%n".formatted(hours));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> environment() {
        String library = LIBRARIES.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow()
                .toString();
        return Map.of(
                "LD_PRELOAD",
                library,
                "FAKETIME_TIMESTAMP_FILE",
                file.toAbsolutePath().toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                // Which no change of the time moves in earnest either.
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // Else waits of the JVM, which are by that clock, end at once.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }
}
