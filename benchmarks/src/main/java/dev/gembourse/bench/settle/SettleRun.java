package dev.gembourse.bench.settle;

import dev.gembourse.bench.load.Draw;
import dev.gembourse.bench.load.Trades;
import dev.gembourse.bench.measure.CpuMeter;
import dev.gembourse.bench.measure.HashTime;
import dev.gembourse.bench.measure.Settling;
import dev.gembourse.stack.supervisor.Stack;
import dev.gembourse.tools.client.Progress;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Settlement of trades that all lie ready: pauses it, fills the topic of commands, lets it go on, and watches from outside until
 * the last trade is committed.
 */
public final class SettleRun {

    private static final int SLOWEST = 300;

    private final Stack stack;
    private final Trades trades;
    private final SettlementProbe probe;
    private final Settling settling;
    private final PrintWriter out;

    /** @param connection to the database of settlement */
    public SettleRun(Stack stack, Trades trades, Connection connection, PrintWriter out) {
        this.stack = stack;
        this.trades = trades;
        this.probe = new SettlementProbe(connection);
        this.settling = new Settling(stack);
        this.out = out;
    }

    /**
     * Settles so many trades.
     *
     * @param name of what is done, for whoever watches
     * @param number of the round
     * @throws IllegalStateException when they take too long
     */
    public Round of(int count, Draw load, String name, int number) throws SQLException, InterruptedException {
        long before = probe.processed();
        settling.pause();
        try (Progress progress = new Progress(name + ", filling", count, out)) {
            trades.place(count, load, progress::reached);
        }
        if (probe.processed() != before) {
            throw new IllegalStateException(
                    "expected settlement to be paused while the topic is filled but it goes on");
        }
        CpuMeter cpu = CpuMeter.of(List.of(stack.processor(), stack.postgres(), stack.kafka()));
        HashTime hashing = HashTime.of(stack);
        long walBefore = probe.walBytes();
        Instant begin = Instant.now();
        settling.resume();
        Instant end = settled(name, count, before);
        Map<String, Double> cpuMicros = cpu.microsPer(count);
        double hashMicros = hashing.microsPer(count);
        double walBytes = (probe.walBytes() - walBefore) / (double) count;
        SettlementProbe.Batches batches = probe.batchesSince(begin);
        double seconds = Duration.between(batches.first(), end).toNanos() / 1e9;
        return new Round(
                number,
                load,
                count,
                seconds,
                count / seconds,
                cpuMicros,
                hashMicros,
                walBytes,
                batches.count(),
                batches.median());
    }

    private Instant settled(String name, int count, long before) throws SQLException, InterruptedException {
        Duration bound = Duration.ofSeconds(60L + count / SLOWEST);
        try (Progress progress = new Progress(name + ", settling", count, out)) {
            Instant end =
                    probe.awaitProcessed(before + count, bound, processed -> progress.reached(processed - before));
            if (end == null) {
                throw new IllegalStateException("expected " + count + " trades to be settled within "
                        + bound.toSeconds() + " s but got " + (probe.processed() - before));
            }
            return end;
        }
    }
}
