package dev.gembourse.tools.walk;

import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.AssetView;
import dev.gembourse.stack.command.KeyOption;
import dev.gembourse.stack.command.StackCommand;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.Interrupt;
import dev.gembourse.tools.client.NotAnswering;
import dev.gembourse.tools.client.Offer;
import dev.gembourse.tools.client.Reply;
import dev.gembourse.tools.client.RequestRefused;
import dev.gembourse.tools.feed.Totals;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./gembourse walk}. */
@Command(
        name = "walk",
        description = "Lets prices of assets go up and down at random.",
        footer = {
            "",
            "Assets are written GOLD, GOLD=50.00 or GOLD=50.00:0.5:0.1: where the price begins (or else where it is),",
            "the standard deviation of a step, and what lies between bid and ask, both in percent.",
            "The same seed, assets and prices to begin with give the same prices."
        })
public final class WalkCommand implements StackCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "ASSET", arity = "1..1000", description = "Whose prices walk.")
    @SuppressWarnings("NullAway.Init")
    private List<String> assets;

    @Option(names = "--volatility", defaultValue = "0.5", description = "Of a step, in percent (${DEFAULT-VALUE}).")
    private double volatility;

    @Option(names = "--spread", defaultValue = "0.1", description = "In percent (${DEFAULT-VALUE}).")
    private double spread;

    @Option(names = "--rate", defaultValue = "1", description = "Steps of each asset per second (${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--steps", description = "How many; left out, until Ctrl-C.")
    private @Nullable Long steps;

    @Option(names = "--seed", defaultValue = "42", description = "Decides all prices (${DEFAULT-VALUE}).")
    private long seed;

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
        require(rate > 0 && rate <= 100, "--rate: expected more than 0 and at most 100");
        require(steps == null || steps > 0, "--steps: expected at least 1");
        PrintWriter out = spec.commandLine().getOut();
        try {
            Unit unit = Unit.of(currency);
            List<Walker> written = assets.stream()
                    .map(text -> Walker.of(text, volatility, spread))
                    .toList();
            try (Gateway gateway = Gateway.reach(url, PATIENCE, key.authorization())) {
                List<Walker> walkers =
                        written.stream().map(one -> started(gateway, one, unit)).toList();
                out.printf("seed %d: %d assets, %s steps/s; Ctrl-C ends it%n", seed, walkers.size(), rate);
                out.flush();
                TickSource source = new TickSource("walk:" + UUID.randomUUID());
                return walked(new Walk(gateway, source, walkers, seed), out);
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (NotAnswering | RequestRefused | IllegalStateException e) {
            spec.commandLine().getErr().println(e.getMessage());
            spec.commandLine().getErr().flush();
            return 1;
        }
    }

    private int walked(Walk walk, PrintWriter out) throws InterruptedException {
        try (Interrupt _ = new Interrupt(walk::stop)) {
            Totals totals = walk.run(rate, steps == null ? Long.MAX_VALUE : steps);
            totals.print(out);
            return totals.hasRefusals() ? 1 : 0;
        }
    }

    /** The asset with the price that it begins with; made when it is not there. */
    private static Walker started(Gateway gateway, Walker walker, Unit unit) {
        Price start = walker.start();
        if (start != null) {
            new Offer(walker.symbol(), Offer.currencyOf(walker.symbol(), unit), start).makeSure(gateway);
            return walker;
        }
        Reply there = gateway.get("/v1/assets/" + walker.symbol());
        if (there.status() == 404) {
            throw new IllegalArgumentException("expected a price to begin with, as in " + walker.symbol()
                    + "=50.00, for there is no asset " + walker.symbol());
        }
        return walker.from(there.as(AssetView.class).price());
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
