package dev.gembourse.stack.command;

import dev.gembourse.stack.database.Credentials;
import dev.gembourse.stack.service.ServicePrograms;
import dev.gembourse.stack.supervisor.StackFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        description = {
            "Proves the ledger: reads every journal in order, computes the chain of its hashes anew, books each event once more, and"
                    + " compares all transfers, balances and operations with what they must be.",
            "Names the first row of each partition that is not, and prints the last hash of each that is. Keep what it prints where the"
                    + " database's administrators cannot write, and give it to a later run with --expect.",
            "Exit code 0 when everything is whole, 1 when something is not, 2 when that could not be found out."
        })
public final class Verify implements StackCommand {
    @Mixin
    private Home home = new Home();

    @Option(
            names = "--expect",
            paramLabel = "FILE",
            description = "What an earlier run has printed: proves that nothing of that time was written anew.")
    private @Nullable Path expect;

    @Option(
            names = "--url",
            paramLabel = "JDBC_URL",
            description = "A database with journals, instead of those of the running stack; its user is in"
                    + " SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD. May be given several times.")
    private List<String> urls = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var words = new ArrayList<>(ServicePrograms.verify());
        if (expect != null) {
            words.add("--expect=" + expect.toAbsolutePath());
        }
        words.addAll(urls.isEmpty() ? urlsOfStack() : urls);
        var builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
        if (urls.isEmpty()) {
            builder.environment()
                    .putAll(Map.of(
                            "SPRING_DATASOURCE_USERNAME", Credentials.USER,
                            "SPRING_DATASOURCE_PASSWORD", Credentials.PASSWORD));
        }
        var process = builder.start();
        var out = spec.commandLine().getOut();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(line);
                out.flush();
            }
        }
        return process.waitFor();
    }

    private List<String> urlsOfStack() {
        var stack = StackFile.in(home.path())
                .read()
                .orElseThrow(() -> new IllegalStateException("expected a running stack in " + home.path()
                        + " but there is none; start it with `./gembourse up`, or name databases with --url"));
        return List.of(stack.postgresUrl() + "trading", stack.postgresUrl() + "leaderboard");
    }
}
