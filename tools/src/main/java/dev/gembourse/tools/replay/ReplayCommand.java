package dev.gembourse.tools.replay;

import dev.gembourse.events.wire.Json;
import dev.gembourse.stack.command.KafkaOption;
import dev.gembourse.stack.command.KeyOption;
import dev.gembourse.stack.command.StackCommand;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.NotAnswering;
import dev.gembourse.tools.client.RequestRefused;
import dev.gembourse.tools.csv.MalformedFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./gembourse replay}. */
@Command(
        name = "replay",
        description = "Replays a CSV of real exchange trades through the running system and checks the books.",
        footer = {
            "",
            "The file has a header line time,symbol,side,price,quantity,trade_id. A symbol ends in its currency:",
            "XRP-ETH is priced in ETH. Every row becomes a price update and a trade request of one of the accounts.",
            "The same file with the same --run-id again asks for the same operations and changes nothing.",
            "Exit code 0: all checks hold; 1: one does not, or the run could not be played; 2: wrong usage or file."
        })
public final class ReplayCommand implements StackCommand {

    private enum Via {
        rest,
        kafka
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The CSV file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--accounts", defaultValue = "200", description = "How many accounts trade (${DEFAULT-VALUE}).")
    private int accounts;

    @Option(
            names = "--via",
            defaultValue = "rest",
            description = "rest: through the gateway; kafka: straight to Kafka, accounts apart (${DEFAULT-VALUE}).")
    private Via via = Via.rest;

    @Option(
            names = "--run-id",
            description = "Names the run: 1 to 30 of a-z, 0-9 and '-'. Left out, it is a run that never was.")
    private @Nullable String runId;

    @Option(names = "--url", defaultValue = "http://127.0.0.1:8080", description = "The gateway (${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private URI url;

    @Option(names = "--rate", defaultValue = "max", description = "max, or rows per second (${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String rate;

    @Option(
            names = "--chunk",
            defaultValue = "100",
            description = "Rows whose price updates go ahead of their trades together (${DEFAULT-VALUE}).")
    private int chunk;

    @Option(
            names = "--settle-within",
            defaultValue = "120",
            description = "Seconds to wait for outcomes after the last row (${DEFAULT-VALUE}).")
    private int settleWithin;

    @Option(names = "--json", description = "Print the summary as JSON, and nothing else, on standard output.")
    private boolean json;

    @Mixin
    private KeyOption key = new KeyOption();

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Override
    public Integer call() throws InterruptedException {
        String run = validRun();
        double perSecond = validRate();
        require(accounts >= 1 && accounts <= 100_000, "--accounts: expected 1 to 100000");
        require(chunk >= 1 && chunk <= 1_000, "--chunk: expected 1 to 1000");
        PrintWriter results = spec.commandLine().getOut();
        PrintWriter notes = json ? spec.commandLine().getErr() : results;
        try {
            Plan plan = Plan.of(run, TradeFile.read(file), accounts);
            try (Gateway gateway = Gateway.reach(url, Replay.PATIENCE, key.authorization())) {
                notes.printf(
                        "replaying %,d rows on %,d accounts as run %s%n",
                        plan.rows().size(), accounts, run);
                notes.flush();
                Replay.Settings settings = new Replay.Settings(
                        file.toString(), via.name(), chunk, perSecond, Duration.ofSeconds(settleWithin));
                Summary summary = new Replay(gateway, plan, settings, notes).run(cast -> switch (via) {
                    case rest -> new RestRoute(gateway, plan, cast);
                    case kafka -> new KafkaRoute(kafka.client(key.home()), gateway, plan, cast);
                });
                if (json) {
                    results.println(Json.STRICT.writeValueAsString(summary));
                    results.flush();
                } else {
                    new Report(summary).print(results);
                }
                return summary.ok() ? 0 : 1;
            }
        } catch (MalformedFile | Plan.UnknownCurrency e) {
            return failure(2, e.getMessage());
        } catch (IOException e) {
            return failure(2, "cannot read " + file + ": " + e);
        } catch (NotAnswering | RequestRefused | Scene.Unsuitable e) {
            return failure(1, e.getMessage());
        }
    }

    private String validRun() {
        if (runId == null) {
            return UUID.randomUUID().toString().substring(0, 8);
        }
        require(runId.matches("[a-z0-9-]{1,30}"), "--run-id: expected 1 to 30 of a-z, 0-9 and '-' but got " + runId);
        return runId;
    }

    private double validRate() {
        if (rate.equals("max")) {
            return Double.POSITIVE_INFINITY;
        }
        String number = rate.toLowerCase(Locale.ROOT).replaceFirst("/s$", "");
        require(number.matches("[0-9]{1,7}(\\.[0-9]{1,3})?"), "--rate: expected max or a number but got " + rate);
        double perSecond = Double.parseDouble(number);
        require(perSecond > 0, "--rate: expected more than 0 rows per second");
        return perSecond;
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private int failure(int code, @Nullable String message) {
        spec.commandLine().getErr().println(message);
        spec.commandLine().getErr().flush();
        return code;
    }
}
