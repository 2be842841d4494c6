package dev.gembourse.bench.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * Many connections that ask one port for the same kind of thing, each with a thread of its own.
 *
 * @param port of a server on this machine
 * @param connections how many requests can be under way at a time
 */
public record HttpLoad(int port, int connections) {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);
    private static final int DIGITS = 3;

    /** Each connection asks again as soon as it is answered. */
    public Measured closed(Script script, Duration window) throws InterruptedException {
        return run(script, new Pace(0), window);
    }

    /** At a fixed rate, whatever the answers take. The latency counts from when a request was due. */
    public Measured open(Script script, double perSecond, Duration window) throws InterruptedException {
        return run(script, new Pace(perSecond), window);
    }

    private Measured run(Script script, Pace pace, Duration window) throws InterruptedException {
        AtomicLong numbers = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + window.toNanos();
        List<Future<Tally>> parts = new ArrayList<>();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("load-", 0).factory())) {
            for (int i = 0; i < connections; i++) {
                parts.add(threads.submit(() -> ask(script, pace, numbers, begin, end)));
            }
            Tally sum = new Tally();
            for (Future<Tally> part : parts) {
                sum.add(part.get());
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Measured(sum.done, sum.failed, sum.failure, seconds, sum.latency);
        } catch (ExecutionException e) {
            throw new IllegalStateException("expected the server to answer: " + e.getCause(), e);
        }
    }

    private Tally ask(Script script, Pace pace, AtomicLong numbers, long begin, long end) throws IOException {
        Tally tally = new Tally();
        Bytes request = new Bytes();
        try (Wire wire = new Wire(port)) {
            while (true) {
                long number = numbers.getAndIncrement();
                long due = pace.await(begin, number);
                if (due - end >= 0) {
                    return tally;
                }
                boolean wanted = script.run(number, wire, request.clear());
                tally.latency.recordValue(Math.min(LONGEST, System.nanoTime() - due));
                if (wanted) {
                    tally.done++;
                } else {
                    tally.failed++;
                    tally.failure = wire.beginning();
                }
            }
        }
    }

    private static final class Tally {

        private final Histogram latency = new Histogram(LONGEST, DIGITS);
        private long done;
        private long failed;
        private String failure = "";

        private void add(Tally other) {
            latency.add(other.latency);
            done += other.done;
            failed += other.failed;
            failure = failure.isEmpty() ? other.failure : failure;
        }
    }
}
