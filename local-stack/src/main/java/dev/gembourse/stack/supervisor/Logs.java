package dev.gembourse.stack.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The log folder of a home: one file per part for this run, and one for the run before. */
public record Logs(Path folder) {
    public static Logs in(Path home) {
        return new Logs(home.resolve("logs"));
    }

    public Path of(String part) {
        return folder.resolve(part + ".log");
    }

    /** Sets the part's log of the run before aside, in place of the one before that. */
    void startAfresh(String part) {
        try {
            if (Files.exists(of(part))) {
                Files.move(of(part), folder.resolve(part + ".previous.log"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
