package dev.gembourse.bench.endtoend;

import dev.gembourse.bench.http.HttpLoad;
import dev.gembourse.bench.http.Measured;
import dev.gembourse.bench.http.Script;
import dev.gembourse.bench.measure.CpuMeter;
import dev.gembourse.stack.process.Part;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Clients that wait for what becomes of their trades, which come at a fixed rate. One trade in twenty is of another kind, over
 * connections of its own.
 *
 * @param connections how many there are at least
 * @param window how long trades come
 * @param parts whose processor time is counted meanwhile
 */
record FixedRate(int port, int connections, Duration window, List<? extends Part> parts) {

    private static final double OTHERS = 0.05;
    private static final int MOST_CONNECTIONS = 1_000;

    /**
     * All were answered as wanted.
     *
     * @param cpuMicros processor time per trade, by the part's name
     */
    record Window(Measured most, Measured others, Map<String, Double> cpuMicros) {}

    Window run(double rate, Script most, Script others) throws InterruptedException {
        CpuMeter cpu = CpuMeter.of(parts);
        CompletableFuture<Measured> beside = CompletableFuture.supplyAsync(() -> {
            try {
                return load(rate * OTHERS, others);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CompletionException(e);
            }
        });
        Measured first = load(rate * (1 - OTHERS), most).expectNoFailure();
        Measured second = beside.join().expectNoFailure();
        return new Window(first, second, cpu.microsPer(first.done() + second.done()));
    }

    /** A client that waits holds its connection, and must not wait for one: so many that each may take a second. */
    private Measured load(double rate, Script script) throws InterruptedException {
        int wanted = Math.max(connections, (int) Math.min(rate, MOST_CONNECTIONS));
        return new HttpLoad(port, wanted).open(script, rate, window);
    }
}
