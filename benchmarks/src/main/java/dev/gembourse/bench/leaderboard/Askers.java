package dev.gembourse.bench.leaderboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/** Asks at a fixed rate, whether or not answers come in time: what is late counts from when it was due. */
final class Askers implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int THREADS = 8;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /** Nanoseconds of so many requests. */
    long[] ask(LongFunction<URI> request, int perSecond, int count) throws InterruptedException {
        long[] nanos = new long[count];
        long between = 1_000_000_000L / perSecond;
        long begin = System.nanoTime();
        List<Future<?>> asking = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread;
            asking.add(threads.submit(() -> {
                for (int number = first; number < count; number += THREADS) {
                    long due = begin + number * between;
                    while (System.nanoTime() < due) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    }
                    get(request.apply(number));
                    nanos[number] = System.nanoTime() - due;
                }
                return null;
            }));
        }
        for (Future<?> one : asking) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("expected the leaderboard to answer", e.getCause());
            }
        }
        return nanos;
    }

    /** The text of a successful answer. */
    String get(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(
                    "expected 200 from " + uri + " but got " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.shutdownNow();
    }
}
