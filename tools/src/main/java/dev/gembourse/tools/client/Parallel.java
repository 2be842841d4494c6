package dev.gembourse.tools.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Blocking calls, several at once. */
public final class Parallel {

    private Parallel() {}

    /**
     * The results in the order of the items; at most {@code width} calls run at a time.
     *
     * @throws RuntimeException the first failure; calls that have not begun by then are not made
     */
    public static <T, R> List<R> map(List<T> items, int width, Function<T, R> call) throws InterruptedException {
        Semaphore running = new Semaphore(width);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<R>> futures = new ArrayList<>(items.size());
            for (T item : items) {
                running.acquire();
                futures.add(threads.submit(() -> {
                    try {
                        return call.apply(item);
                    } finally {
                        running.release();
                    }
                }));
            }
            List<R> results = new ArrayList<>(items.size());
            for (Future<R> future : futures) {
                results.add(result(future, threads));
            }
            return results;
        }
    }

    private static <R> R result(Future<R> future, ExecutorService threads) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            threads.shutdownNow();
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
