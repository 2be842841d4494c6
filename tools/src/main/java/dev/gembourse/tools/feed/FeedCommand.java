package dev.gembourse.tools.feed;

import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.stack.command.KeyOption;
import dev.gembourse.stack.command.StackCommand;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.Interrupt;
import dev.gembourse.tools.client.NotAnswering;
import dev.gembourse.tools.client.Offer;
import dev.gembourse.tools.client.RequestRefused;
import dev.gembourse.tools.csv.MalformedFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./gembourse feed}. */
@Command(
        name = "feed",
        description = "Tells the prices of a CSV file as ticks, as fast as they were or faster.",
        footer = {
            "",
            "The file has a header line time,symbol,side,price,quantity,trade_id (trades) or",
            "time,symbol,open,high,low,close,volume (candles: four ticks each). Assets that are not there are made;",
            "a symbol that ends in a currency, as XRP-ETH does, is priced in it. The same file again changes nothing.",
            "Exit code 0: all taken, now or before; 1: some were refused, or the gateway is away; 2: wrong usage or file."
        })
public final class FeedCommand implements StackCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LONGEST_SOURCE = 100;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The CSV file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--speed",
            defaultValue = "1x",
            description = "How many times as fast as it was, as in 60x, or max (${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String speed;

    @Option(names = "--loop", description = "Begin again at the end, at later times, until Ctrl-C.")
    private boolean loop;

    @Option(names = "--symbol", description = "Tell the prices of this asset; for files of one symbol.")
    private @Nullable String symbol;

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
    public Integer call() throws InterruptedException {
        double times = times();
        PrintWriter out = spec.commandLine().getOut();
        try {
            Unit unit = Unit.of(currency);
            Tape tape = Tape.read(file, symbol == null ? null : new Symbol(symbol));
            try (Gateway gateway = Gateway.reach(url, PATIENCE, key.authorization())) {
                tape.firstPrices().forEach((one, price) -> {
                    if (new Offer(one, Offer.currencyOf(one, unit), price).makeSure(gateway)) {
                        out.printf("made asset %s%n", one);
                    }
                });
                out.printf("feeding %,d ticks of %s at %s%n", tape.size(), file.getFileName(), speed);
                out.flush();
                return played(new Feed(gateway, source(file), tape, times, System::nanoTime), out);
            }
        } catch (MalformedFile | IllegalArgumentException e) {
            return failure(2, e.getMessage());
        } catch (IOException e) {
            return failure(2, "cannot read " + file + ": " + e);
        } catch (NotAnswering | RequestRefused | IllegalStateException e) {
            return failure(1, e.getMessage());
        }
    }

    private int played(Feed feed, PrintWriter out) throws InterruptedException {
        try (Interrupt _ = new Interrupt(feed::stop)) {
            Totals totals = feed.play(loop, out);
            totals.print(out);
            return totals.hasRefusals() ? 1 : 0;
        }
    }

    /** A file is a source of its own; what no source may be called is left out of its name. */
    static TickSource source(Path file) {
        String name =
                String.valueOf(file.getFileName()).replaceFirst("\\.csv$", "").replaceAll("[^!-~]", "-");
        String source = "feed:" + name;
        return new TickSource(source.length() <= LONGEST_SOURCE ? source : source.substring(0, LONGEST_SOURCE));
    }

    private double times() {
        if (speed.equals("max")) {
            return Double.POSITIVE_INFINITY;
        }
        if (!speed.matches("[0-9]{1,7}(\\.[0-9]{1,3})?x?")) {
            throw new ParameterException(
                    spec.commandLine(), "--speed: expected max or a number like 60x but got " + speed);
        }
        double times = Double.parseDouble(speed.replace("x", ""));
        if (times <= 0) {
            throw new ParameterException(spec.commandLine(), "--speed: expected more than 0x");
        }
        return times;
    }

    private int failure(int code, @Nullable String message) {
        spec.commandLine().getErr().println(message);
        spec.commandLine().getErr().flush();
        return code;
    }
}
