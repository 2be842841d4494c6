package dev.gembourse.stack.command;

import dev.gembourse.stack.supervisor.Logs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Shows the end of the logs.")
public final class ShowLogs implements StackCommand {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final String SUFFIX = ".log";

    @Mixin
    private Home home = new Home();

    @Parameters(
            arity = "0..1",
            paramLabel = "PART",
            description = "One part only: postgres, kafka, trade-processor, leaderboard-service, gateway-service or"
                    + " supervisor. The beginning or another piece of the name is enough.")
    private @Nullable String part;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on showing what is added, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "40",
            description = "How many lines of each. Default: 40.")
    private int lines;

    @Override
    public Integer call() {
        var chosen = chosen();
        if (chosen.isEmpty()) {
            throw new IllegalStateException("expected logs" + (part == null ? "" : " of " + part) + " in "
                    + Logs.in(home.path()).folder() + " but found none");
        }
        var tails = chosen.stream().map(Tail::new).toList();
        for (var index = 0; index < chosen.size(); index++) {
            show(chosen, index, tails.get(index).last(lines));
        }
        while (follow) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            for (var index = 0; index < chosen.size(); index++) {
                show(chosen, index, tails.get(index).lines());
            }
        }
        tails.forEach(Tail::close);
        return 0;
    }

    private static void show(List<Path> logs, int index, List<String> lines) {
        var prefix = logs.size() == 1 ? "" : "%-20s| ".formatted(nameOf(logs.get(index)));
        lines.forEach(line -> System.out.println(prefix + line));
        System.out.flush();
    }

    private List<Path> chosen() {
        var folder = Logs.in(home.path()).folder();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            var logs = new ArrayList<>(files.filter(file -> nameOf(file).indexOf('.') < 0)
                    .filter(file -> file.toString().endsWith(SUFFIX))
                    .filter(file -> part == null || nameOf(file).contains(part))
                    .sorted()
                    .toList());
            // An exact name beats a longer one that contains it.
            logs.stream()
                    .filter(file -> nameOf(file).equals(part))
                    .findFirst()
                    .ifPresent(exact -> logs.retainAll(List.of(exact)));
            return logs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String nameOf(Path log) {
        var name = String.valueOf(log.getFileName());
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }
}
