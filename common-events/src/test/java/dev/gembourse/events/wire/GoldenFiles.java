package dev.gembourse.events.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that pin what has been released. Run the tests with {@code -Dgolden.update=true} to write them anew. */
final class GoldenFiles {

    private GoldenFiles() {}

    /** The committed text, or {@code actual} after writing it when the files are being updated. */
    static String expected(Path file, String actual) {
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            return Files.exists(file) ? Files.readString(file) : "no file " + file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
