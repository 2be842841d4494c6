package dev.gembourse.tools.replay;

import java.nio.file.Path;

/** The file is not what a replay needs. Nothing has been sent. */
final class MalformedFile extends Exception {

    MalformedFile(Path file, long line, String message) {
        super(file + ", line " + line + ": " + message + " (nothing has been sent)");
    }
}
