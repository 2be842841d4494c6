package dev.gembourse.chaos;

import dev.gembourse.stack.process.Wrapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file system in memory for the databases, which can be made full by taking away what it has left. */
final class SmallDisk implements AutoCloseable {

    private static final List<String> BROKERS = List.of("kafka", "kafka-2", "kafka-3");
    private static final String LARGE = "size=4g";

    private static final int SLACK = 64 * 1024;
    private static final int TRIES = 10;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Why there can be none; null when there can. */
    static @Nullable String obstacle() {
        return Wrapping.isRoot() && Wrapping.find("mount").isPresent() ? null : "needs the right to mount a tmpfs";
    }

    /** For the databases of a stack that has not been started in {@code home} yet; the broker's data stays outside. */
    static SmallDisk in(Path home) {
        Path data = home.resolve("data");
        try {
            Files.createDirectories(data);
            call("mount", "-t", "tmpfs", "-o", LARGE, "tmpfs", data.toString());
            for (String broker : BROKERS) {
                Path outside = Files.createDirectories(home.resolve(broker));
                Files.createSymbolicLink(data.resolve(broker), outside);
            }
            return new SmallDisk(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing more can be stored from now on. */
    void fill() throws IOException {
        FileStore store = Files.getFileStore(folder);
        for (int i = 1; true; i++) {
            long used = store.getTotalSpace() - store.getUnallocatedSpace();
            try {
                call("mount", "-o", "remount,size=" + (used + SLACK), folder.toString());
                return;
            } catch (IOException e) {
                // The system refuses a size that is too small, as when somebody has written meanwhile.
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }

    void free() throws IOException {
        call("mount", "-o", "remount," + LARGE, folder.toString());
    }

    @Override
    public void close() {
        try {
            call("umount", folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void call(String... words) throws IOException {
        try {
            var _ = Programs.run(words);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
