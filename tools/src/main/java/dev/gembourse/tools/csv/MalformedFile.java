package dev.gembourse.tools.csv;

import java.nio.file.Path;

/** The file is not what is needed. Nothing has been sent. */
public final class MalformedFile extends Exception {

    public MalformedFile(Path file, long line, String message) {
        super(file + ", line " + line + ": " + message + " (nothing has been sent)");
    }
}
