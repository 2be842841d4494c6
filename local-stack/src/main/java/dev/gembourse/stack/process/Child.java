package dev.gembourse.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One process that we started. Safe to use from any thread; signalling a process that has ended does nothing. */
public final class Child {
    private static final int TAIL_LINES = 20;
    private static final Duration ORPHANS_END_WITHIN = Duration.ofSeconds(2);
    private static final Duration STAND_STILL_WITHIN = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private final Process process;
    private final Command command;
    private final Instant startedAt;
    private final Optional<ProcessIdentity> identity;
    private final CompletableFuture<Child> exit = new CompletableFuture<>();

    Child(Process process, Command command) {
        this.process = process;
        this.command = command;
        this.startedAt = process.info().startInstant().orElse(Instant.EPOCH);
        this.identity = ProcessIdentity.of(process.pid());
        Thread.ofPlatform().name("exit-of-" + process.pid()).daemon().start(this::watch);
    }

    public long pid() {
        return process.pid();
    }

    /** What tells it from a later process with the same number; none if it had ended before we could ask. */
    public Optional<ProcessIdentity> identity() {
        return identity;
    }

    /** When the kernel says it started; the epoch if it had ended before we could ask. */
    public Instant startedAt() {
        return startedAt;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /**
     * Completes when the process has ended. On a thread of its own: {@link Process#onExit} needs the common pool, which
     * may be busy with the very work that waits for a dead process to come back.
     */
    public CompletableFuture<Child> onExit() {
        return exit.copy();
    }

    public Path log() {
        return command.log();
    }

    /** Sends SIGSTOP and returns when the process stands still; its connections stay open. */
    public void pause() {
        signal(Signal.STOP);
        awaitStandstill(List.of(pid()));
    }

    /** Sends SIGCONT. */
    public void resume() {
        signal(Signal.CONT);
    }

    public void signal(Signal signal) {
        if (isAlive()) {
            signal.sendTo(pid());
        }
    }

    /** Sends SIGKILL to the process and all that it started, and returns when it is gone. */
    public void kill() {
        // Collected first: once the parent is gone nobody knows its children.
        var family = descendants();
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
        awaitExit(Duration.ofSeconds(10));
        // Orphans are reaped by whoever adopted them; where nobody does, they stay as zombies, which is fine too.
        var deadline = System.nanoTime() + ORPHANS_END_WITHIN.toNanos();
        while (family.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** Asks the process to end by {@code signal} and kills it when it is still there after {@code patience}. */
    public void end(Signal signal, Duration patience) {
        signal(signal);
        signal(Signal.CONT);
        if (!awaitExit(patience)) {
            kill();
        }
    }

    /** Whether the process ended within {@code patience}. */
    public boolean awaitExit(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for process " + pid(), e);
        }
    }

    /** The last lines that the process (or an earlier one with the same log) wrote. */
    public String tail() {
        try {
            var lines = new String(Files.readAllBytes(log()), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void watch() {
        try {
            process.waitFor();
            exit.complete(this);
        } catch (InterruptedException nobodyDoes) {
            exit.completeExceptionally(nobodyDoes);
        }
    }

    private List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /** Stops the process and everything it started; parent first, so that it cannot start more. */
    public void pauseFamily() {
        pause();
        var members = descendants().stream().map(ProcessHandle::pid).toList();
        members.forEach(Signal.STOP::sendTo);
        awaitStandstill(members);
    }

    /** A signal that was sent has not yet reached every thread: one that writes to a disk hears it only afterwards. */
    private static void awaitStandstill(List<Long> processes) {
        var deadline = System.nanoTime() + STAND_STILL_WITHIN.toNanos();
        while (!processes.stream().allMatch(ProcStat::standsStill) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    public void resumeFamily() {
        descendants().forEach(member -> Signal.CONT.sendTo(member.pid()));
        resume();
    }
}
