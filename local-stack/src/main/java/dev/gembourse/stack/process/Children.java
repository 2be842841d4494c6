package dev.gembourse.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The processes of this JVM, and the promise that none of them outlives it.
 *
 * <p>Three walls, outermost last: {@link #onExit} closes things in order when the JVM ends; whatever is still alive then
 * is killed, and {@link #onExitAfterKill} cleans up; and the kernel kills the rest should this JVM itself be killed (the
 * parent-death signal). The kernel sends that signal when the <em>thread</em> that started a process ends, so one thread that
 * never ends starts them all.
 *
 * <p>Every child leads a session of its own: Ctrl-C in the terminal reaches us alone, and we choose the order.
 */
public final class Children {
    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("process-starter").daemon().factory());
    private static final Set<Child> ALIVE = ConcurrentHashMap.newKeySet();
    private static final Deque<Runnable> CLOSERS = new ArrayDeque<>();
    private static final Deque<Runnable> CLEANERS = new ArrayDeque<>();

    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Children::endAll, "end-children"));
    }

    private Children() {}

    /** Starts a process; output goes to the command's log, which is created together with its folder. */
    public static Child start(Command command) {
        try {
            return STARTER.submit(() -> launch(command)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("expected to start " + command.words() + " but got " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting " + command.words(), e);
        }
    }

    /** Runs {@code close} when the JVM ends, latest registration first, before remaining processes are killed. */
    public static void onExit(Runnable close) {
        synchronized (CLOSERS) {
            CLOSERS.push(close);
        }
    }

    /** Runs {@code clean} when the JVM ends, after the last process was killed. */
    public static void onExitAfterKill(Runnable clean) {
        synchronized (CLEANERS) {
            CLEANERS.push(clean);
        }
    }

    private static Child launch(Command command) throws IOException {
        if (ending) {
            throw new IOException("this program is ending");
        }
        var log = command.log().toAbsolutePath();
        Files.createDirectories(log.getParent());
        var words = new ArrayList<>(Wrapping.prefix(command.unprivileged()));
        words.addAll(command.words());
        var builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Wrapping.NOTHING))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(command.environment());
        var child = new Child(builder.start(), command);
        ALIVE.removeIf(other -> !other.isAlive());
        ALIVE.add(child);
        return child;
    }

    private static void endAll() {
        registered(CLOSERS).forEach(Children::attempt);
        ending = true; // or whoever supervises a process would start it again
        ALIVE.forEach(child -> attempt(child::kill));
        registered(CLEANERS).forEach(Children::attempt);
    }

    private static List<Runnable> registered(Deque<Runnable> some) {
        synchronized (some) {
            return List.copyOf(some);
        }
    }

    /** What fails must not keep the rest from happening. */
    private static void attempt(Runnable one) {
        try {
            one.run();
        } catch (RuntimeException e) {
            System.err.println("while ending: " + e.getMessage());
        }
    }
}
