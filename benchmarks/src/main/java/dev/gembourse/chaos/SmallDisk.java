package dev.gembourse.chaos;

import dev.gembourse.stack.process.Wrapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file system in memory for the databases, which can be made full by taking away what it has left. */
final class SmallDisk implements AutoCloseable {

    private static final String LARGE = "size=4g";

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
            Files.createDirectories(home.resolve("kafka"));
            call("mount", "-t", "tmpfs", "-o", LARGE, "tmpfs", data.toString());
            Files.createSymbolicLink(data.resolve("kafka"), home.resolve("kafka"));
            return new SmallDisk(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing more can be stored from now on. */
    void fill() throws IOException {
        FileStore store = Files.getFileStore(folder);
        long used = store.getTotalSpace() - store.getUnallocatedSpace();
        call("mount", "-o", "remount,size=" + used, folder.toString());
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
