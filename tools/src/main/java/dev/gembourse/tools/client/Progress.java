package dev.gembourse.tools.client;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far a piece of work is: a bar on a terminal, a line every few seconds elsewhere. Thread-safe. */
public final class Progress implements AutoCloseable {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final String task;
    private final long all;
    private final PrintWriter out;
    private final @Nullable ProgressBar bar;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong nextLine = new AtomicLong(System.nanoTime() + BETWEEN_LINES.toNanos());

    /** @param out where lines go when there is no terminal */
    public Progress(String task, long all, PrintWriter out) {
        this.task = task;
        this.all = all;
        this.out = out;
        this.bar = isTerminal()
                ? new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(all)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .build()
                : null;
    }

    /** Whether somebody watches: the program's output goes to a terminal. */
    @SuppressWarnings("SystemConsoleNull") // without a terminal it is null again since JDK 25
    public static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** So much is done in all; less than before is passed over. */
    public void reached(long count) {
        long now = done.accumulateAndGet(count, Math::max);
        if (bar != null) {
            bar.stepTo(now);
            return;
        }
        long due = nextLine.get();
        if (System.nanoTime() - due >= 0 && nextLine.compareAndSet(due, System.nanoTime() + BETWEEN_LINES.toNanos())) {
            line(now);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        } else {
            line(done.get());
        }
    }

    private void line(long now) {
        out.printf("%s: %,d of %,d%n", task, now, all);
        out.flush();
    }
}
