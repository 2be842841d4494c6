package dev.gembourse.tools.demo;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.stack.command.KeyOption;
import dev.gembourse.stack.command.StackCommand;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.Interrupt;
import dev.gembourse.tools.client.NotAnswering;
import dev.gembourse.tools.client.RequestRefused;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./gembourse demo}. */
@Command(
        name = "demo",
        description = "Lets players trade through the REST API and shows the live leaderboard.",
        footer = {"", "What the players do follows from the seed; the same seed again goes on with the same players."})
public final class DemoCommand implements StackCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--players", defaultValue = "20", description = "How many players (${DEFAULT-VALUE}).")
    private int players;

    @Option(names = "--rate", defaultValue = "50", description = "Trades per second (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--for", defaultValue = "60s", description = "How long, as in 90s or 5m (${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String time;

    @Option(names = "--seed", defaultValue = "42", description = "Decides all that happens (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--url", defaultValue = "http://127.0.0.1:8080", description = "The gateway (${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private URI url;

    @Mixin
    private KeyOption key = new KeyOption();

    @Override
    public Integer call() throws InterruptedException {
        require(players >= 1 && players <= 1_000, "--players: expected 1 to 1000");
        require(rate >= 1 && rate <= 5_000, "--rate: expected 1 to 5000");
        require(time.matches("[1-9][0-9]{0,5}[sm]?"), "--for: expected a time like 60s or 5m but got " + time);
        PrintWriter out = spec.commandLine().getOut();
        try (Gateway gateway = Gateway.reach(url, PATIENCE, key.authorization())) {
            Script script = new Script(seed, players);
            out.printf("seed %d: %d players, %d trades/s for %s; Ctrl-C ends it%n", seed, players, rate, time);
            out.flush();
            List<AccountId> accounts = new Floor(gateway, seed).open(script, players);
            String run = seed + "/" + UUID.randomUUID();
            return playedToTheEnd(new Demo(gateway, script, accounts, run), out);
        } catch (NotAnswering | RequestRefused e) {
            spec.commandLine().getErr().println(e.getMessage());
            spec.commandLine().getErr().flush();
            return 1;
        }
    }

    /** Ctrl-C stops the play, and the program ends when the summary has been printed. */
    private int playedToTheEnd(Demo demo, PrintWriter out) throws InterruptedException {
        try (Interrupt _ = new Interrupt(demo::stop)) {
            Score score = demo.run(rate, length(), out);
            summarise(score, out);
            return score.withoutOutcome() == 0 ? 0 : 1;
        }
    }

    private Duration length() {
        long number = Long.parseLong(time.replaceFirst("[sm]$", ""));
        return time.endsWith("m") ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
    }

    private static void summarise(Score score, PrintWriter out) {
        out.printf("%nsettled %,d%n", score.settled());
        score.refused().forEach((reason, count) -> out.printf("refused %,d %s%n", count, reason));
        if (score.withoutOutcome() > 0) {
            out.printf("without an outcome %,d%n", score.withoutOutcome());
        }
        out.flush();
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
