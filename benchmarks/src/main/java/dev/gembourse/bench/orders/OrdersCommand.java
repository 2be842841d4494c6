package dev.gembourse.bench.orders;

import dev.gembourse.bench.command.BenchOptions;
import dev.gembourse.bench.measure.Home;
import dev.gembourse.bench.measure.PrivateStack;
import dev.gembourse.stack.supervisor.Stack;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./gembourse bench orders}. */
@Command(
        name = "orders",
        mixinStandardHelpOptions = true,
        description = "How many orders per second fill each other, beside trades with the house.",
        footer = {
            "",
            "Starts a stack of its own on free ports and deletes it afterwards. An order is filled when its account has held",
            "for it, its book has matched it, and its account has settled that. Exit code 1: an invariant did not hold after a",
            "round, so the measurement is void."
        })
public final class OrdersCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchOptions options;

    @Option(names = "--orders", defaultValue = "60000", description = "Orders per round (${DEFAULT-VALUE}).")
    private int orders;

    @Option(
            names = "--accounts",
            defaultValue = "1000",
            description = "Accounts, half of which sell (${DEFAULT-VALUE}).")
    private int accounts;

    @Option(names = "--books", defaultValue = "20", description = "Assets with an order book (${DEFAULT-VALUE}).")
    private int books;

    @Option(
            names = "--per-second",
            defaultValue = "500",
            description = "Marketable orders per second that are waited for (${DEFAULT-VALUE}).")
    private int perSecond;

    @Option(names = "--seconds", defaultValue = "30", description = "How long these come (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--crossed", defaultValue = "10000", description = "Orders that one tick fills (${DEFAULT-VALUE}).")
    private int crossed;

    @Option(names = "--seed", defaultValue = "42", description = "Decides who orders what (${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        options.requireWithin("--orders", orders, 2, 10_000_000);
        options.requireWithin("--accounts", accounts, 2, 100_000);
        options.requireWithin("--books", books, 1, 1_000);
        options.requireWithin("--per-second", perSecond, 1, 900);
        options.requireWithin("--seconds", seconds, 1, 600);
        options.requireWithin("--crossed", crossed, 1, 1_000_000);
        options.require(orders % 2 == 0 && accounts % 2 == 0, "--orders, --accounts: expected even numbers");
        OrdersSettings settings = options.quick()
                ? OrdersSettings.QUICK
                : new OrdersSettings(
                        accounts,
                        books,
                        perSecond,
                        Duration.ofSeconds(seconds),
                        crossed,
                        orders,
                        options.rounds(),
                        seed);
        PrintWriter out = options.out();
        try (Home home = Home.create();
                Stack stack = Stack.start(PrivateStack.in(home, options.quick()))) {
            OrdersResult result = new OrdersBench(stack, settings, out).run(home.path());
            return options.conclude(result, () -> print(result, out));
        }
    }

    private static void print(OrdersResult result, PrintWriter out) {
        for (OrdersResult.Round round : result.rounds()) {
            out.printf(
                    "round %d: %,.0f filled orders/s, %,.0f house trades/s: %.2f; processor time of an order in µs: %s%n",
                    round.number(), round.filled(), round.house(), round.ratio(), round.cpuMicros());
        }
        out.printf(
                "marketable orders at %.0f/s, from the request until filled: p50 %.1f, p99 %.1f ms%n",
                result.marketable().perSecond(),
                result.marketable().p50(),
                result.marketable().p99());
        out.printf("one tick through waiting orders until all are settled: %.2f s (median)%n", result.medianCrossing());
        out.printf("filled orders ÷ house trades: %.2f (median of the rounds)%n", result.medianRatio());
    }
}
