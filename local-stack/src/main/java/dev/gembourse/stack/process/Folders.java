package dev.gembourse.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Folders on disk that outlive a run. */
public final class Folders {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private Folders() {}

    /**
     * Where things are kept that every stack of this user can share, such as unpacked programs: the system property
     * {@code gembourse.cache}, else {@code gembourse} in the user's cache folder.
     */
    public static Path cache() {
        var property = System.getProperty("gembourse.cache");
        if (property != null) {
            return Path.of(property);
        }
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("gembourse");
    }

    /**
     * Removes a folder and what is in it; one that does not exist is fine, and so are files that vanish meanwhile. Files that
     * appear meanwhile, from somebody who is just ending, are removed as well, for a second.
     *
     * @throws UncheckedIOException when it cannot be removed
     */
    public static void delete(Path folder) {
        for (int triesLeft = 20; ; triesLeft--) {
            try {
                deleteOnce(folder);
                return;
            } catch (DirectoryNotEmptyException e) {
                if (triesLeft == 0) {
                    throw new UncheckedIOException(e);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void deleteOnce(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
