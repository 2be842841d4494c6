package dev.gembourse.stack.supervisor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/** Runs several things at the same time. */
public final class Together {
    private Together() {}

    /** Returns when all have ended; throws what the first one threw, with what others threw as suppressed. */
    public static void run(Runnable... tasks) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = Arrays.stream(tasks)
                    .map(task -> CompletableFuture.runAsync(task, threads))
                    .toList();
            var failures = new ArrayList<RuntimeException>();
            for (var task : running) {
                try {
                    task.join();
                } catch (CompletionException e) {
                    failures.add(e.getCause() instanceof RuntimeException cause ? cause : e);
                }
            }
            if (!failures.isEmpty()) {
                var first = failures.removeFirst();
                failures.forEach(first::addSuppressed);
                throw first;
            }
        }
    }
}
