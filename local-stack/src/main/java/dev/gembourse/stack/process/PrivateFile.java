package dev.gembourse.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that hold secrets. */
public final class PrivateFile {
    private PrivateFile() {}

    /** Replaces a file by one that nobody but its owner can read (mode 0600) at any time; a reader never sees half of it. */
    public static void write(Path file, String text) {
        var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            Files.createDirectories(file.getParent());
            var scratch =
                    Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new", onlyOwner);
            Files.writeString(scratch, text);
            Files.move(scratch, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("expected to write " + file + " but got " + e, e);
        }
    }
}
