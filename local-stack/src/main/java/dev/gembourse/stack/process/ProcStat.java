package dev.gembourse.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the kernel tells of a process or thread, see proc(5).
 *
 * @param state for example R runs, S sleeps, D sleeps and hears no signal, T was stopped by a signal, Z has ended
 * @param startTicks when it began, in clock ticks since boot
 */
record ProcStat(char state, long startTicks) {
    private static final int START_TICKS = 19; // counted from the state, which follows the name

    /** @throws IOException when there is no such process or thread */
    static ProcStat of(Path folder) throws IOException {
        var stat = Files.readString(folder.resolve("stat"));
        // The name is in parentheses and may hold anything, spaces and parentheses included.
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new ProcStat(fields[0].charAt(0), Long.parseLong(fields[START_TICKS]));
    }

    /** Whether SIGSTOP has reached every thread of a process; one that has ended stands still too. */
    static boolean standsStill(long pid) {
        try (var threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.noneMatch(ProcStat::moves);
        } catch (IOException | UncheckedIOException gone) {
            return true;
        }
    }

    private static boolean moves(Path thread) {
        try {
            return "TtZX".indexOf(of(thread).state) < 0;
        } catch (IOException gone) {
            return false;
        }
    }
}
