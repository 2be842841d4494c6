package dev.gembourse.bench.scale;

import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.bench.measure.Machine;
import dev.gembourse.bench.scale.ScaleResult.Comparison;
import dev.gembourse.bench.settle.Round;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Settles the same number of trades in a small ledger and in a large one, in turns, because a machine's speed changes within
 * minutes. Both live at the same time; only one works.
 */
final class ScaleBench {

    private final ScaleSettings settings;
    private final PrintWriter out;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<Finding> broken = new ArrayList<>();

    ScaleBench(ScaleSettings settings, PrintWriter out) {
        this.settings = settings;
        this.out = out;
    }

    ScaleResult run() throws IOException, SQLException, InterruptedException {
        Map<String, String> machine;
        try (Ledger small = new Ledger("small", settings.fewAccounts(), settings.trades(), settings.quick(), out)) {
            machine = Machine.facts(small.home().path(), small.connection());
            for (int size : settings.ledgerSizes()) {
                compare(small, "a ledger of %,d trades".formatted(size), settings.fewAccounts(), size);
            }
            for (int accounts : settings.accountNumbers()) {
                compare(small, "%,d accounts".formatted(accounts), accounts, settings.trades());
            }
            broken.addAll(small.broken());
        }
        return new ScaleResult(machine, comparisons, broken);
    }

    private void compare(Ledger small, String name, int accounts, int trades)
            throws IOException, SQLException, InterruptedException {
        try (Ledger large = new Ledger(name, accounts, trades, settings.quick(), out)) {
            List<Round> inSmall = new ArrayList<>();
            List<Round> inLarge = new ArrayList<>();
            for (int round = 1; round <= settings.rounds(); round++) {
                inSmall.add(print(small, small.measure(round, settings.trades())));
                inLarge.add(print(large, large.measure(round, settings.trades())));
            }
            out.println("checking the invariants of " + name);
            out.flush();
            broken.addAll(large.broken());
            comparisons.add(new Comparison(name, inSmall, inLarge));
        }
    }

    private Round print(Ledger ledger, Round round) {
        out.printf(
                "round %d, %s: %,.0f trades/s, %.1f CPU-µs and %.0f bytes of WAL per trade%n",
                round.number(), ledger.name(), round.tradesPerSecond(), round.cpuMicros(), round.walBytesPerTrade());
        out.flush();
        return round;
    }
}
