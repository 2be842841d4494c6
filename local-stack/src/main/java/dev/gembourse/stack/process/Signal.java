package dev.gembourse.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The signals we use. Java itself can only send TERM and KILL. */
public enum Signal {
    TERM,
    INT,
    QUIT,
    STOP,
    CONT,
    KILL;

    /** Sends the signal; a process that is gone is not an error. The caller knows that the number is still its own. */
    public void sendTo(long pid) {
        try {
            new ProcessBuilder("sh", "-c", "kill -s \"$0\" \"$1\" 2>/dev/null", name(), Long.toString(pid))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending " + name() + " to process " + pid, e);
        }
    }
}
