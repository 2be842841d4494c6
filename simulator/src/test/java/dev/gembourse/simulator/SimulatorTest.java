package dev.gembourse.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The invariants of docs/ARCHITECTURE.md after histories full of faults. The system properties {@code simulator.seed} and
 * {@code simulator.histories} say where to begin and how many to run. As many run at a time as there are processors; none knows
 * of another.
 */
class SimulatorTest {

    private static final long FIRST_SEED = Long.getLong("simulator.seed", 1);
    private static final int HISTORIES = Integer.getInteger("simulator.histories", 300);
    private static final int SHOWN_LINES = 60;

    @Test
    void theInvariantsHoldAfterEveryHistory() throws IOException {
        LongAdder steps = new LongAdder();
        long begin = System.nanoTime();
        var failed = LongStream.range(FIRST_SEED, FIRST_SEED + HISTORIES)
                .parallel()
                .mapToObj(seed -> Simulation.run(seed, false))
                .peek(outcome -> steps.add(outcome.steps()))
                .filter(outcome -> outcome.finding() != null)
                .findFirst();
        if (failed.isPresent()) {
            throw new AssertionError(report(failed.get().seed()));
        }
        double minutes = (System.nanoTime() - begin) / 60e9;
        System.out.printf(
                "%d histories, %d steps, %.0f histories a minute%n", HISTORIES, steps.sum(), HISTORIES / minutes);
    }

    @Test
    void theSameSeedGivesTheSameHistory() {
        for (long seed = 1; seed <= 3; seed++) {
            Simulation.Outcome once = Simulation.run(seed, true);
            Simulation.Outcome again = Simulation.run(seed, true);
            assertThat(again.lines()).isEqualTo(once.lines());
            assertThat(again.digest()).isEqualTo(once.digest());
            assertThat(Simulation.run(seed, false).digest()).isEqualTo(once.digest());
        }
    }

    @Test
    void historiesThatRunAtTheSameTimeDoNotTouchEachOther() {
        List<Integer> alone = LongStream.rangeClosed(1, 20)
                .mapToObj(seed -> Simulation.run(seed, false).digest())
                .toList();
        List<Integer> together = LongStream.rangeClosed(1, 20)
                .parallel()
                .mapToObj(seed -> Simulation.run(seed, false).digest())
                .toList();
        assertThat(together).isEqualTo(alone);
    }

    /** Runs the history again, which ends in the same way, and keeps every step of it. */
    private static String report(long seed) throws IOException {
        Simulation.Outcome outcome = Simulation.run(seed, true);
        List<String> lines = outcome.lines();
        Path file = Path.of("target", "simulator-seed-" + seed + ".txt");
        Files.write(file, lines);
        return "seed %d: %s%nThe last of %d steps, all of which are in %s:%n%s"
                .formatted(
                        seed,
                        outcome.finding(),
                        lines.size(),
                        file.toAbsolutePath(),
                        String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())));
    }
}
