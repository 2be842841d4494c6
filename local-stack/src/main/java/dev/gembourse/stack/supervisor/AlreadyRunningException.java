package dev.gembourse.stack.supervisor;

import java.nio.file.Path;

/** Another stack runs in this home. */
public final class AlreadyRunningException extends IllegalStateException {
    public AlreadyRunningException(Path home) {
        super("expected no stack in " + home + " but one is running");
    }
}
