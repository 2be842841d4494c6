package dev.gembourse.processor.verify;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Says every few seconds how far a journal has been read. */
final class TellProgress {

    private static final long INTERVAL = Duration.ofSeconds(5).toNanos();

    private final PrintStream out;
    private long due = System.nanoTime() + INTERVAL;

    TellProgress(PrintStream out) {
        this.out = out;
    }

    void reached(String journal, long seq, long all) {
        if (System.nanoTime() - due >= 0) {
            due = System.nanoTime() + INTERVAL;
            out.println(String.format(Locale.ROOT, "%s: %,d of %,d events", journal, seq, all));
        }
    }
}
