package dev.gembourse.stack.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process and no other: its number together with its start in the kernel's clock ticks since boot. Numbers are used
 * again, so a number alone, read from a file, may by now belong to somebody else.
 */
public record ProcessIdentity(long pid, long startTicks) {
    private static final char ZOMBIE = 'Z';

    /** The process that has this number now, if any; one that has ended but was not reaped counts as none. */
    public static Optional<ProcessIdentity> of(long pid) {
        try {
            var stat = ProcStat.of(Path.of("/proc", Long.toString(pid)));
            return stat.state() == ZOMBIE ? Optional.empty() : Optional.of(new ProcessIdentity(pid, stat.startTicks()));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    public static ProcessIdentity current() {
        return of(ProcessHandle.current().pid()).orElseThrow();
    }

    /** Whether this very process still runs. */
    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** Sends the signal unless the process has ended. */
    public void signal(Signal signal) {
        if (isAlive()) {
            signal.sendTo(pid);
        }
    }
}
