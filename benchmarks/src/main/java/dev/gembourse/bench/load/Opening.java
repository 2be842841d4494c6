package dev.gembourse.bench.load;

import dev.gembourse.bench.invariant.Drained;
import dev.gembourse.bench.invariant.Target;
import dev.gembourse.tools.client.CommandProducer;
import java.io.PrintWriter;
import java.time.Duration;

/** Brings a population to life on a running stack. */
public record Opening(Target target, PrintWriter out) {

    private static final Duration DRAINING = Duration.ofMinutes(5);

    /** Returns when all assets can be traded and all accounts are open and on the board. */
    public void of(Population population) throws InterruptedException {
        out.printf(
                "opening %,d accounts and creating %,d assets%n",
                population.accounts().size(), population.symbols().size());
        out.flush();
        try (CommandProducer producer = new CommandProducer(target.kafka(), "/gembourse/bench")) {
            population.createAssets(producer);
            Drained.await(target, DRAINING);
            population.openAccounts(producer, 0, population.accounts().size());
        }
        Drained.await(target, DRAINING);
    }
}
