package dev.gembourse.tools.feed;

import dev.gembourse.events.market.TickSource;
import dev.gembourse.tools.client.Answered;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.Progress;
import dev.gembourse.tools.client.TickBatch;
import dev.gembourse.tools.client.TickBatch.Tick;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells the ticks of a tape one batch after the other, each when the one before has its outcome, so that their order is kept. Playing
 * a tape again changes nothing.
 */
final class Feed {

    private static final long LONGEST_REST = Duration.ofMillis(500).toNanos();
    private static final long SHORTEST_REST = Duration.ofMillis(20).toNanos();

    private final Gateway gateway;
    private final TickBatch batch;
    private final Tape tape;
    private final double speed;
    private final LongSupplier nanoTime;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * @param speed how many times as fast as it was; {@link Double#POSITIVE_INFINITY} for as fast as it goes
     * @param nanoTime as {@link System#nanoTime}
     */
    Feed(Gateway gateway, TickSource source, Tape tape, double speed, LongSupplier nanoTime) {
        this.gateway = gateway;
        this.batch = new TickBatch(gateway, source);
        this.tape = tape;
        this.speed = speed;
        this.nanoTime = nanoTime;
    }

    /** Plays until the end of the tape or, when it is looped, until {@link #stop}. */
    Totals play(boolean loop, PrintWriter out) throws InterruptedException {
        Totals totals = new Totals();
        long start = nanoTime.getAsLong();
        long end = 0;
        do {
            long first = end;
            end += tape.size();
            try (Progress progress = new Progress(loop ? "round " + end / tape.size() : "fed", tape.size(), out)) {
                playRound(first, end, start, totals, progress);
            }
        } while (loop && isPlaying());
        return totals;
    }

    /** No tick is told from now on. */
    void stop() {
        stopped.countDown();
    }

    private boolean isPlaying() {
        return stopped.getCount() > 0;
    }

    private void playRound(long first, long end, long start, Totals totals, Progress progress)
            throws InterruptedException {
        long next = first;
        while (next < end && isPlaying()) {
            List<Tick> due = due(next, end, nanoTime.getAsLong() - start);
            if (due.isEmpty()) {
                rest(dueAfter(next) - (nanoTime.getAsLong() - start));
                continue;
            }
            for (Answered answer : batch.tell(due)) {
                totals.count(answer, gateway);
            }
            next += due.size();
            progress.reached(next - first);
        }
    }

    private List<Tick> due(long next, long end, long elapsed) {
        List<Tick> due = new ArrayList<>();
        for (long i = next; i < end && due.size() < TickBatch.LIMIT && dueAfter(i) <= elapsed; i++) {
            due.add(tape.tick(i));
        }
        return due;
    }

    /** How many nanoseconds after the beginning a tick is due. */
    private double dueAfter(long number) {
        Duration since = Duration.between(tape.timeOf(0), tape.timeOf(number));
        return (since.getSeconds() * 1e9 + since.getNano()) / speed;
    }

    /** Rests, but not after {@link #stop}. */
    private void rest(double nanos) throws InterruptedException {
        boolean _ = stopped.await(Math.clamp((long) nanos, SHORTEST_REST, LONGEST_REST), TimeUnit.NANOSECONDS);
    }
}
