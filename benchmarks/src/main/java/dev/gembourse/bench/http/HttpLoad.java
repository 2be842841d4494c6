package dev.gembourse.bench.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Callers of one port, all served by one thread, for the machine is also measured. As in the pools of HTTP clients, the
 * connection that was used last is used first, and one more is opened when all are in use: a fast server sees few.
 *
 * @param port of a server on this machine
 * @param connections how many requests can be under way at a time
 */
public record HttpLoad(int port, int connections) {

    /** Each connection asks again as soon as it is answered. */
    public Measured closed(Script script, Duration window) throws InterruptedException {
        return run(script, 0, window);
    }

    /** At a fixed rate, whatever the answers take. The latency counts from when a request was due. */
    public Measured open(Script script, double perSecond, Duration window) throws InterruptedException {
        return run(script, perSecond, window);
    }

    private Measured run(Script script, double perSecond, Duration window) throws InterruptedException {
        try (Run run = new Run(this, script, new Pace(perSecond, System.nanoTime(), window))) {
            return run.toEnd();
        } catch (IOException e) {
            throw new UncheckedIOException("expected the server to answer: " + e, e);
        }
    }

    private static final class Run implements AutoCloseable {

        private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);
        private static final long SILENCE = TimeUnit.SECONDS.toNanos(30);
        private static final int DIGITS = 3;

        private final HttpLoad load;
        private final Script script;
        private final Pace pace;
        private final Selector selector = Selector.open();
        private final Deque<Caller> idle = new ArrayDeque<>();
        private final Histogram latency = new Histogram(LONGEST, DIGITS);
        private int busy;
        private long done;
        private long failed;
        private String failure = "";

        private Run(HttpLoad load, Script script, Pace pace) throws IOException {
            this.load = load;
            this.script = script;
            this.pace = pace;
        }

        private Measured toEnd() throws IOException, InterruptedException {
            long heard = System.nanoTime();
            while (true) {
                long now = System.nanoTime();
                boolean waits = beginWhatIsDue(now);
                if (pace.isOver(now) && busy == 0) {
                    double seconds = (System.nanoTime() - pace.begin()) / 1e9;
                    return new Measured(done, failed, failure, seconds, latency);
                }
                int ready = select(waits ? SILENCE : Math.min(SILENCE, pace.untilNext(now)));
                now = System.nanoTime();
                if (ready > 0 || busy == 0) {
                    heard = now;
                } else if (now - heard > SILENCE) {
                    throw new IOException("%d requests got no answer for 30 s".formatted(busy));
                }
            }
        }

        /** Whether one is due that waits until a connection is free. */
        private boolean beginWhatIsDue(long now) throws IOException {
            while (pace.isDue(now)) {
                if (busy == load.connections) {
                    return true;
                }
                Caller caller = idle.isEmpty() ? new Caller(load.port, selector) : idle.pop();
                long due = Math.min(now, pace.due());
                caller.begin(script, pace.next(), due);
                busy++;
            }
            return false;
        }

        private int select(long nanos) throws IOException, InterruptedException {
            long millis = Math.round(nanos / 1e6);
            int ready = millis <= 0 ? selector.selectNow(this::proceed) : selector.select(this::proceed, millis);
            if (Thread.interrupted()) {
                throw new InterruptedException("the load was interrupted");
            }
            return ready;
        }

        private void proceed(SelectionKey key) {
            Caller caller = (Caller) key.attachment();
            try {
                if (!caller.isBusy()) {
                    idle.remove(caller);
                    caller.close();
                    return;
                }
                Script.Verdict verdict = caller.proceed(script);
                if (verdict == Script.Verdict.NEXT) {
                    return;
                }
                latency.recordValue(Math.clamp(System.nanoTime() - caller.due(), 0, LONGEST));
                if (verdict == Script.Verdict.DONE) {
                    done++;
                } else {
                    failed++;
                    failure = caller.answer().beginning();
                }
                busy--;
                idle.push(caller);
            } catch (IOException e) {
                throw new UncheckedIOException("expected the server to answer: " + e, e);
            }
        }

        @Override
        public void close() throws IOException {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        }
    }
}
