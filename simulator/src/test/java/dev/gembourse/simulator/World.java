package dev.gembourse.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Time, chance, and the processes that live under them. Everything is drawn from one seed, and of all processes exactly one
 * runs at a time: it goes on until it calls something that is simulated, and there the next one may be chosen. So the same
 * seed gives the same history, step by step.
 */
public final class World {

    private static final Instant BEGIN = Instant.parse("2026-03-01T09:00:00Z");

    final Faults faults;
    private final Random random;
    private final boolean traced;
    private final List<String> lines = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final Thread scheduler = Thread.currentThread();
    private @Nullable Task current;
    private long nanos = TimeUnit.HOURS.toNanos(1);
    private long steps;
    private int digest;

    World(long seed, boolean traced) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.traced = traced;
        this.faults = new Faults(random);
    }

    public long nanos() {
        return nanos;
    }

    public Instant instant() {
        return BEGIN.plusNanos(nanos);
    }

    /** Any number from 0 on that is less than the bound. */
    public long below(long bound) {
        return random.nextLong(bound);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    long steps() {
        return steps;
    }

    /** Differs, most likely, between two histories that differ in anything that was traced. */
    int digest() {
        return digest;
    }

    List<String> lines() {
        return lines;
    }

    /** Something worth telling when the history fails. */
    void trace(String what, Object... arguments) {
        digest = 31 * digest + what.hashCode();
        for (Object argument : arguments) {
            digest = 31 * digest
                    + (argument instanceof String text
                            ? text.hashCode()
                            : String.valueOf(argument).hashCode());
        }
        if (traced) {
            Task me = current;
            lines.add("%10.3f ms  %-14s %s"
                    .formatted(
                            (nanos - TimeUnit.HOURS.toNanos(1)) / 1e6,
                            me == null ? "-" : me.name(),
                            what.formatted(arguments)));
        }
    }

    Task start(String name, Runnable life) {
        Task task = new Task(name, life, scheduler);
        tasks.add(task);
        return task;
    }

    List<Task> tasks() {
        return tasks;
    }

    @Nullable
    Task current() {
        return current;
    }

    /** Those that could go on now. */
    List<Task> ready() {
        List<Task> ready = new ArrayList<>(tasks.size());
        for (Task task : tasks) {
            if (task.isReady(nanos)) {
                ready.add(task);
            }
        }
        return ready;
    }

    /** Lets a process go on until it gives way. */
    void run(Task task) {
        current = task;
        try {
            task.resume();
        } finally {
            current = null;
        }
        if (task.isOver()) {
            tasks.remove(task);
        }
    }

    /** Nobody can go on: time passes until somebody can. */
    void skip() {
        long next = tasks.stream().mapToLong(Task::wakesAt).min().orElse(nanos);
        nanos = Math.max(nanos + 1_000, next);
    }

    /** All stand still for a while, as on a machine that is suspended. */
    void lull() {
        nanos += TimeUnit.MILLISECONDS.toNanos(1L << random.nextInt(16));
        trace("all have stood still");
    }

    /**
     * A process calls something that is simulated. Time passes; it may die here, and another one may go on first.
     *
     * @throws Died when the process does not live any more
     */
    void pass(String what, Object... arguments) {
        Task me = current;
        if (me == null) {
            return;
        }
        me.mustLive();
        steps++;
        nanos += 1_000 + random.nextInt(100_000);
        trace(what, arguments);
        if (chance(faults.crash)) {
            die("dies here");
        }
        if (chance(faults.freeze)) {
            me.freeze(nanos + TimeUnit.MILLISECONDS.toNanos(1L << random.nextInt(15)));
            trace("is frozen until %d", me.wakesAt());
            giveWay(me);
        } else if (chance(faults.giveWay)) {
            giveWay(me);
        }
    }

    /** The process that goes on now dies. */
    void die(String why) {
        Task me = current;
        if (me != null) {
            trace(why);
            me.kill();
            me.mustLive();
        }
    }

    public void sleep(Duration time) {
        Task me = current;
        if (me == null) {
            throw new IllegalStateException("expected a process to sleep");
        }
        me.sleepUntil(nanos + time.toNanos());
        giveWay(me);
    }

    /** Waits until something is so; returns whether it is so in time. */
    boolean await(BooleanSupplier condition, Duration atMost) {
        long deadline = nanos + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (nanos >= deadline) {
                return false;
            }
            sleep(Duration.ofMillis(20));
        }
        return true;
    }

    /** Ends every process. */
    void end() {
        for (Task task : List.copyOf(tasks)) {
            task.kill();
            run(task);
        }
    }

    private static void giveWay(Task me) {
        me.giveWay();
        me.mustLive();
    }
}
