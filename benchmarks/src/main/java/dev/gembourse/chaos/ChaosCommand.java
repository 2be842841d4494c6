package dev.gembourse.chaos;

import dev.gembourse.chaos.Faults.Missing;
import dev.gembourse.events.wire.Json;
import dev.gembourse.stack.command.StackCommand;
import dev.gembourse.stack.process.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./gembourse chaos}. */
@Command(
        name = "chaos",
        description = "Kills, stops and misuses a private stack under load, then checks that every invariant holds.",
        footer = {
            "",
            "Starts a stack of its own on free ports and deletes it afterwards; when something did not hold, its folder with",
            "the logs stays. Exit code 1: something did not hold."
        })
public final class ChaosCommand implements StackCommand {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--seed", description = "Decides what strikes when; a new one each time otherwise.")
    private @Nullable Long seed;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "5m",
            description = "How long to strike, as in 90s or 5m (${DEFAULT-VALUE}); start and checks come on top.")
    @SuppressWarnings("NullAway.Init")
    private String time;

    @Option(
            names = "--strikes",
            paramLabel = "N",
            description = "Strike this often instead, however long it takes: the same faults on every machine.")
    private @Nullable Integer strikes;

    @Option(
            names = "--fault",
            paramLabel = "NAME",
            arity = "1..*",
            split = ",",
            description = "Only these; all otherwise.")
    private List<String> names = List.of();

    @Option(names = "--cluster", description = "Three brokers, for which two may have to do, instead of one.")
    private boolean cluster;

    @Option(names = "--list", description = "Says which faults there are, and which are not built.")
    private boolean list;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result to this file as well.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            list(out);
            return 0;
        }
        require(time.matches("[1-9][0-9]{0,4}[sm]"), "--for: expected a time like 90s or 5m but got " + time);
        require(strikes == null || strikes > 0, "--strikes: expected at least 1 but got " + strikes);
        List<Fault> faults = chosen();
        long decided = seed != null ? seed : ThreadLocalRandom.current().nextLong(1_000_000);
        Path home = Files.createTempDirectory("gembourse-chaos-");
        Result result = new ChaosRun(decided, end(), cluster, faults, out).in(home);
        print(result, out);
        if (json != null) {
            Files.write(json, Json.STRICT.writeValueAsBytes(result));
        }
        if (result.broken().isEmpty()) {
            Folders.delete(home);
            return 0;
        }
        out.println("the logs are in " + home.resolve("logs"));
        return 1;
    }

    private List<Fault> chosen() {
        Set<String> unknown = new HashSet<>(names);
        Faults.all(cluster).forEach(fault -> unknown.remove(fault.name()));
        require(unknown.isEmpty(), "--fault: expected names that --list shows but got " + unknown);
        List<Fault> chosen = Faults.all(cluster).stream()
                .filter(fault -> names.isEmpty() || names.contains(fault.name()))
                .toList();
        chosen.forEach(fault -> require(
                names.isEmpty() || fault.obstacle() == null,
                "--fault: " + fault.name() + " cannot be made to happen here: it " + fault.obstacle()));
        return chosen;
    }

    private End end() {
        if (strikes != null) {
            return End.after(strikes);
        }
        long number = Long.parseLong(time.substring(0, time.length() - 1));
        return End.after(time.endsWith("m") ? Duration.ofMinutes(number) : Duration.ofSeconds(number));
    }

    private void list(PrintWriter out) {
        for (Fault fault : Faults.all(cluster)) {
            String obstacle = fault.obstacle() == null ? "" : " (not here: " + fault.obstacle() + ")";
            out.printf("%3d  %-26s %s%s%n", fault.row(), fault.name(), fault.what(), obstacle);
        }
        for (Missing missing : Faults.missing()) {
            out.printf("%3d  %-26s %s: %s%n", missing.row(), "not built", missing.what(), missing.why());
        }
        out.flush();
    }

    private void print(Result result, PrintWriter out) {
        out.printf("%n%3s  %-26s %5s  %s%n", "row", "fault", "times", "outcome");
        for (Result.Tally tally : result.faults()) {
            String outcome = tally.failed() > 0 ? "FAILED: " : tally.times() == 0 ? "not struck" : "";
            out.printf("%3d  %-26s %5d  %s%s%n", tally.row(), tally.fault(), tally.times(), outcome, tally.last());
        }
        out.printf("%n%,d commands accepted, %,d keys asked again%n", result.accepted(), result.repeated());
        result.broken().forEach(out::println);
        if (result.broken().isEmpty()) {
            out.println("all invariants held");
        }
        String chosen = names.isEmpty() ? "" : names.stream().collect(Collectors.joining(",", " --fault=", ""));
        String length = strikes != null ? "--strikes=" + strikes : "--for=" + time;
        out.printf(
                "again: ./gembourse chaos --seed=%d %s%s%s%n",
                result.seed(), length, cluster ? " --cluster" : "", chosen);
        out.flush();
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
