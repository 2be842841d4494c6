package dev.gembourse.bench.command;

import dev.gembourse.events.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of every measurement, and how every measurement ends. */
public final class BenchOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = "--quick",
            description = "A little of everything, one round: shows that it works, measures nothing.")
    private boolean quick;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result to this file as well.")
    private @Nullable Path json;

    public boolean quick() {
        return quick;
    }

    /**
     * How often everything is measured.
     *
     * @throws ParameterException when that is not 1 to 100
     */
    public int rounds() {
        requireWithin("--rounds", rounds, 1, 100);
        return rounds;
    }

    public PrintWriter out() {
        return command.commandLine().getOut();
    }

    /**
     * Refuses an option's value outside a range.
     *
     * @throws ParameterException which the command line shows with the command's usage
     */
    public void requireWithin(String option, long value, long least, long most) {
        require(value >= least && value <= most, option + ": expected " + least + " to " + most);
    }

    /** As {@link #requireWithin(String, long, long, long)} for each of several values; there may be none. */
    public void requireWithin(String option, Collection<Integer> values, long least, long most) {
        values.forEach(value -> requireWithin(option, value, least, most));
    }

    /**
     * Refuses what the options ask for.
     *
     * @throws ParameterException unless the condition holds
     */
    public void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(command.commandLine(), message);
        }
    }

    /**
     * Prints a result and, if wished for, writes it.
     *
     * @param figures prints what was measured
     * @return the exit code: 1 if the measurement is void
     */
    public int conclude(Judged result, Runnable figures) throws IOException {
        PrintWriter out = out();
        printMachine(result.machine());
        figures.run();
        List<?> broken = result.broken();
        if (broken.isEmpty()) {
            out.println("all invariants held after each round");
        } else {
            out.printf("VOID: %d invariants are broken%n", broken.size());
            broken.forEach(out::println);
        }
        write(result);
        return broken.isEmpty() ? 0 : 1;
    }

    private void printMachine(Map<String, String> machine) {
        out().println();
        machine.forEach((name, value) -> out().printf("%-30s %s%n", name, value));
        out().println();
    }

    /** Writes a result to the file that was asked for, if any. */
    public void write(Object result) throws IOException {
        out().flush();
        if (json != null) {
            Files.write(json, Json.STRICT.writeValueAsBytes(result));
        }
    }
}
