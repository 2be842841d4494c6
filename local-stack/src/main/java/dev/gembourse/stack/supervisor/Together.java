package dev.gembourse.stack.supervisor;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/** Runs several things at the same time. */
final class Together {
    private Together() {}

    /**
     * Returns when all have ended well, or throws what one of them threw as soon as it does: the others then go on until
     * whoever called us ends what they wait for.
     */
    static void run(Runnable... tasks) {
        var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("together-", 0).factory());
        var failure = new CompletableFuture<Void>();
        var all = CompletableFuture.allOf(Arrays.stream(tasks)
                .map(task -> CompletableFuture.runAsync(task, threads).whenComplete((_, thrown) -> {
                    if (thrown != null) {
                        failure.completeExceptionally(thrown);
                    }
                }))
                .toArray(CompletableFuture<?>[]::new));
        threads.shutdown();
        try {
            CompletableFuture.anyOf(all, failure).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
