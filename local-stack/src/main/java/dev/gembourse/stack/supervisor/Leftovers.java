package dev.gembourse.stack.supervisor;

import dev.gembourse.stack.process.ProcessIdentity;
import dev.gembourse.stack.process.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/** Ends processes that we know from a file only, each after making sure that it still is the one recorded. */
public final class Leftovers {
    private static final Duration POLITE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Leftovers() {}

    /** Ends the parts of a stack whose supervisor is gone, last started first; returns the names of those that were alive. */
    public static List<String> end(StackRecord stack) {
        var alive = stack.parts().stream()
                .filter(StackRecord.PartRecord::isAlive)
                .toList()
                .reversed();
        for (var part : alive) {
            end(Objects.requireNonNull(part.process()));
        }
        return alive.stream().map(StackRecord.PartRecord::name).toList();
    }

    private static void end(ProcessIdentity process) {
        process.signal(Signal.CONT);
        process.signal(Signal.TERM);
        if (!awaitEnd(process, POLITE)) {
            var family = ProcessHandle.of(process.pid()).stream()
                    .flatMap(ProcessHandle::descendants)
                    .toList();
            process.signal(Signal.KILL);
            family.forEach(ProcessHandle::destroyForcibly);
            awaitEnd(process, POLITE);
        }
    }

    /** Whether the process ended within {@code patience}. */
    public static boolean awaitEnd(ProcessIdentity process, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return true;
    }
}
