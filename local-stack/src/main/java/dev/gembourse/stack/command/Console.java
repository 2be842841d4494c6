package dev.gembourse.stack.command;

import dev.gembourse.stack.supervisor.Progress;
import dev.gembourse.stack.supervisor.Stack;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells people what a stack does, a line at a time. */
final class Console implements Progress {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintStream out;
    private final AtomicInteger steps = new AtomicInteger();

    Console(PrintStream out) {
        this.out = out;
    }

    @Override
    public void done(String what, Duration took) {
        out.println("[%d/%d] %s (%s)".formatted(steps.incrementAndGet(), Stack.STEPS, what, seconds(took)));
    }

    @Override
    public void note(String what) {
        out.println(LocalTime.now(ZoneId.systemDefault()).format(TIME) + " " + what);
    }

    static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }
}
