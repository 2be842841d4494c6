package dev.gembourse.tools.feed;

import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.CandleImportView;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.stack.command.KeyOption;
import dev.gembourse.stack.command.StackCommand;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.NotAnswering;
import dev.gembourse.tools.client.Offer;
import dev.gembourse.tools.client.Reply;
import dev.gembourse.tools.client.RequestRefused;
import dev.gembourse.tools.client.Submission;
import dev.gembourse.tools.csv.MalformedFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code ./gembourse import}. */
@Command(
        name = "import",
        description = "Takes candles of a CSV file in, all of them or none.",
        footer = {
            "",
            "The file has a header line time,open,high,low,close,volume; a column symbol may be there and has to say",
            "the same as --symbol. Every bad row is told by its line. The same file again changes nothing.",
            "Exit code 0: all are there; 1: refused, or the gateway is away; 2: wrong usage or file."
        })
public final class ImportCommand implements StackCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The CSV file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--symbol", required = true, description = "The asset; made if it is not there.")
    @SuppressWarnings("NullAway.Init")
    private String symbol;

    @Option(names = "--interval", required = true, description = "How much time a candle covers: 1m, 5m, 1h or 1d.")
    @SuppressWarnings("NullAway.Init")
    private String interval;

    @Option(
            names = "--currency",
            defaultValue = "USD",
            description = "Of an asset that is made and does not say its currency (${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String currency;

    @Option(names = "--url", defaultValue = "http://127.0.0.1:8080", description = "The gateway (${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private URI url;

    @Mixin
    private KeyOption key = new KeyOption();

    @Override
    public Integer call() {
        try {
            Symbol asset = new Symbol(symbol);
            CandleInterval length = CandleInterval.of(interval);
            Unit unit = Unit.of(currency);
            byte[] content = Files.readAllBytes(file);
            try (Gateway gateway = Gateway.reach(url, PATIENCE, key.authorization())) {
                String path = "/v1/assets/" + asset + "/candles?interval=" + length;
                Reply reply = send(gateway, path, content);
                if ("ASSET_NOT_FOUND".equals(reply.code())) {
                    make(gateway, asset, unit);
                    reply = send(gateway, path, content);
                }
                return concluded(gateway, reply);
            }
        } catch (MalformedFile | IllegalArgumentException e) {
            return failure(2, List.of(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return failure(2, List.of("cannot read " + file + ": " + e));
        } catch (NotAnswering | RequestRefused | IllegalStateException e) {
            return failure(1, List.of(String.valueOf(e.getMessage())));
        }
    }

    /** Each run is an operation of its own: what an earlier one was refused for may be settled by now. */
    private static Reply send(Gateway gateway, String path, byte[] content) {
        return gateway.post(path, "import/" + UUID.randomUUID(), "text/csv", content);
    }

    /** Only for a file in which the gateway has found nothing wrong; the asset begins with its last price. */
    private void make(Gateway gateway, Symbol asset, Unit unit) throws IOException, MalformedFile {
        Price last = CandleRows.read(file, asset).getLast().price();
        if (new Offer(asset, Offer.currencyOf(asset, unit), last).makeSure(gateway)) {
            say("made asset " + asset);
        }
    }

    private int concluded(Gateway gateway, Reply reply) {
        if (reply.status() == 202) {
            OperationView outcome = gateway.outcome(Submission.of(reply), PATIENCE);
            if (outcome.status() != OperationView.Status.SETTLED) {
                return failure(1, List.of("nothing was imported: " + outcome.reason() + ": " + outcome.detail()));
            }
            say("imported all of " + file.getFileName());
            return 0;
        }
        if (reply.isSuccess()) {
            CandleImportView done = reply.as(CandleImportView.class);
            say("imported %,d candles of %s to %s; %,d were there already"
                    .formatted(done.imported(), done.from(), done.to(), done.unchanged()));
            return 0;
        }
        JsonNode errors = reply.body().path("errors");
        if (errors.isEmpty()) {
            return failure(1, List.of("nothing was imported: " + reply.code() + ": " + reply.detail()));
        }
        return failure(1, errors.valueStream().map(ImportCommand::complaint).toList());
    }

    private static String complaint(JsonNode error) {
        String line = error.path("line").asString("");
        return (line.isEmpty() ? "" : "line " + line + ": ")
                + error.path("detail").asString("");
    }

    private void say(String message) {
        spec.commandLine().getOut().println(message);
        spec.commandLine().getOut().flush();
    }

    private int failure(int code, List<String> messages) {
        PrintWriter err = spec.commandLine().getErr();
        messages.forEach(message -> err.println(message));
        err.flush();
        return code;
    }
}
