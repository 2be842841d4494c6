package dev.gembourse.leaderboard.live;

import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.follow.Deadlines;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * How far the board in memory is, in both streams: our journal, which it follows, and {@code trading.events.v1}, in which
 * clients count. Most events there move no gems and so never reach our journal; for those it takes a look at the tables to
 * know that they have been passed. Thread-safe.
 */
final class AppliedPositions {

    /** What is still to come when an event of the journal arrives. */
    enum Next {
        /** It was applied before. */
        REPEATED,
        /** It is the next one. */
        IN_ORDER,
        /** Events before it are missing. */
        GAP
    }

    /** How far one partition is; {@code seen*} is what the tables said last, which counts once the journal is that far. */
    private static final class Reached {
        private long journalSeq;
        private long sourceSeq;
        private long seenJournalSeq;
        private long seenSourceSeq;
        private long gapUntil;
        private long gapSince;

        private boolean hasGap() {
            return gapUntil > journalSeq;
        }

        private void settle() {
            if (seenJournalSeq <= journalSeq) {
                sourceSeq = Math.max(sourceSeq, seenSourceSeq);
            }
        }
    }

    /** Somebody who waits for an event, and is told when it is included. */
    private record Waiter(StreamPosition position, long number, CompletableFuture<StreamPosition> told) {

        private static final Comparator<Waiter> EARLIEST_FIRST = Comparator.<Waiter>comparingLong(
                        waiter -> waiter.position.index())
                .thenComparingLong(Waiter::number);
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integer, Reached> partitions = new TreeMap<>();
    private final Map<Integer, TreeSet<Waiter>> waiting = new HashMap<>();
    private long waiters;
    private int partitionCount;

    /** Tells what an event that has arrived is, and remembers since when events are missing. */
    Next next(StreamPosition journalPosition) {
        lock.lock();
        try {
            Reached reached = reached(journalPosition.partition());
            if (journalPosition.index() <= reached.journalSeq) {
                return Next.REPEATED;
            }
            if (journalPosition.index() == reached.journalSeq + 1) {
                return Next.IN_ORDER;
            }
            if (!reached.hasGap()) {
                reached.gapSince = System.nanoTime();
            }
            reached.gapUntil = Math.max(reached.gapUntil, journalPosition.index());
            return Next.GAP;
        } finally {
            lock.unlock();
        }
    }

    /** Whether events have been missing in some partition for longer than that. */
    boolean hasGapOlderThan(Duration age) {
        lock.lock();
        try {
            long now = System.nanoTime();
            return partitions.values().stream()
                    .anyMatch(reached -> reached.hasGap() && now - reached.gapSince > age.toNanos());
        } finally {
            lock.unlock();
        }
    }

    /** An event of our journal has been applied. */
    void advance(StreamPosition journalPosition, StreamPosition cause) {
        lock.lock();
        try {
            Reached reached = reached(journalPosition.partition());
            reached.journalSeq = journalPosition.index();
            reached.sourceSeq = Math.max(reached.sourceSeq, cause.index());
            reached.settle();
            tell(journalPosition.partition());
        } finally {
            lock.unlock();
        }
    }

    /** The board has been built from the tables as they were then. What they do not have was never told. */
    void restart(BoardProgress tables) {
        lock.lock();
        try {
            partitions.values().forEach(reached -> reached.gapUntil = 0);
            for (PartitionProgress progress : tables.partitions()) {
                Reached reached = reached(progress.partition());
                reached.journalSeq = progress.journalSeq();
                reached.sourceSeq = progress.sourceSeq();
                reached.settle();
                tell(progress.partition());
            }
            partitionCount = tables.partitionCount();
        } finally {
            lock.unlock();
        }
    }

    /** The tables are this far; the board is as well once it has applied the same journal. */
    void observe(BoardProgress tables) {
        lock.lock();
        try {
            for (PartitionProgress progress : tables.partitions()) {
                Reached reached = reached(progress.partition());
                reached.seenJournalSeq = progress.journalSeq();
                reached.seenSourceSeq = progress.sourceSeq();
                reached.settle();
                tell(progress.partition());
            }
            partitionCount = tables.partitionCount();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the board includes the event, at most as long as that; returns whether it does. */
    boolean await(StreamPosition sourcePosition, Duration atMost) throws InterruptedException {
        Waiter waiter;
        lock.lockInterruptibly();
        try {
            if (includes(sourcePosition) || !atMost.isPositive()) {
                return includes(sourcePosition);
            }
            waiter = new Waiter(sourcePosition, ++waiters, new CompletableFuture<>());
            waiting.computeIfAbsent(sourcePosition.partition(), ignored -> new TreeSet<>(Waiter.EARLIEST_FIRST))
                    .add(waiter);
        } finally {
            lock.unlock();
        }
        try {
            Deadlines.await(waiter.told, atMost);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody is told an exception", e);
        } finally {
            forget(waiter);
        }
    }

    private void forget(Waiter waiter) {
        if (waiter.told.isDone()) {
            return;
        }
        lock.lock();
        try {
            waiting.computeIfPresent(waiter.position.partition(), (partition, all) -> {
                all.remove(waiter);
                return all.isEmpty() ? null : all;
            });
        } finally {
            lock.unlock();
        }
    }

    /** Wakes those, and only those, whose event the board has come to include. */
    private void tell(int partition) {
        TreeSet<Waiter> all = waiting.get(partition);
        while (all != null && !all.isEmpty() && includes(all.first().position)) {
            Waiter waiter = all.removeFirst();
            waiter.told.complete(waiter.position);
        }
    }

    /** How many wait. */
    int waiting() {
        lock.lock();
        try {
            return waiting.values().stream().mapToInt(TreeSet::size).sum();
        } finally {
            lock.unlock();
        }
    }

    int partitionCount() {
        lock.lock();
        try {
            return partitionCount;
        } finally {
            lock.unlock();
        }
    }

    /** The applied positions in {@code trading.events.v1}, joined by commas. */
    String asOf() {
        lock.lock();
        try {
            return partitions.entrySet().stream()
                    .map(entry -> entry.getKey() + "." + entry.getValue().sourceSeq)
                    .collect(Collectors.joining(","));
        } finally {
            lock.unlock();
        }
    }

    private boolean includes(StreamPosition sourcePosition) {
        Reached reached = partitions.get(sourcePosition.partition());
        return sourcePosition.index() <= (reached == null ? 0 : reached.sourceSeq);
    }

    private Reached reached(int partition) {
        return partitions.computeIfAbsent(partition, ignored -> new Reached());
    }
}
