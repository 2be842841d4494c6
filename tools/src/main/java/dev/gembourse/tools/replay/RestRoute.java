package dev.gembourse.tools.replay;

import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.Parallel;
import dev.gembourse.tools.client.Submission;
import dev.gembourse.tools.client.TradeBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Through the gateway. The price updates of a chunk travel side by side, the last one of each symbol after all others and
 * until its outcome is known, so that the chunk ends on the right price. Outcomes are asked of the operations; how long each
 * took is what the servers' clocks say.
 */
final class RestRoute implements Route {

    private static final int WIDTH = 16;
    private static final int READERS = 32;

    private record Sent(Row row, Submission submission) {}

    private final Gateway gateway;
    private final Plan plan;
    private final Cast cast;
    private final Instant began = Instant.now();
    private final TradeBatch batch;
    private final List<Sent> prices = new ArrayList<>();
    private final List<Sent> trades = new ArrayList<>();

    RestRoute(Gateway gateway, Plan plan, Cast cast) {
        this.gateway = gateway;
        this.plan = plan;
        this.cast = cast;
        this.batch = new TradeBatch(gateway);
    }

    @Override
    public void prices(List<Row> chunk) throws InterruptedException {
        Map<Symbol, Long> lastLine = new HashMap<>();
        chunk.forEach(row -> lastLine.put(row.symbol(), row.line()));
        Map<Boolean, List<Row>> parts = chunk.stream()
                .collect(Collectors.partitioningBy(
                        row -> Long.valueOf(row.line()).equals(lastLine.get(row.symbol()))));
        prices.addAll(Parallel.map(parts.getOrDefault(false, List.of()), WIDTH, this::price));
        List<Sent> last = Parallel.map(parts.getOrDefault(true, List.of()), WIDTH, this::price);
        Parallel.map(last, WIDTH, one -> gateway.outcome(one.submission(), Replay.PATIENCE));
        prices.addAll(last);
    }

    private Sent price(Row row) {
        return new Sent(
                row,
                gateway.submit("PATCH", "/v1/assets/" + row.symbol(), plan.keyOf(row), Map.of("price", row.price())));
    }

    @Override
    public void trades(List<Row> chunk) throws InterruptedException {
        List<Submission> submissions = batch.submit(chunk.stream()
                .map(row -> new TradeBatch.Request(
                        cast.account(plan.playerOf(row)), plan.keyOf(row), row.symbol(), row.side(), row.quantity()))
                .toList());
        for (int i = 0; i < chunk.size(); i++) {
            trades.add(new Sent(chunk.get(i), submissions.get(i)));
        }
    }

    @Override
    public Fates fates(Duration atMost, LongConsumer progress) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        AtomicLong known = new AtomicLong();
        List<Fate> ofTrades = Parallel.map(trades, READERS, one -> {
            OperationView view = gateway.lookAt(one.submission(), until(deadline));
            progress.accept(known.incrementAndGet());
            return Fate.of(one.row(), view, isOfEarlierRun(view));
        });
        List<Fate> ofPrices = Parallel.map(prices, READERS, one -> {
            OperationView view = gateway.lookAt(one.submission(), until(deadline));
            return Fate.of(one.row(), view, isOfEarlierRun(view));
        });
        return new Fates(ofPrices, ofTrades);
    }

    /** Told by the clocks of this machine and the servers', and of interest to people only. */
    private boolean isOfEarlierRun(OperationView view) {
        return view.settledAt() != null && view.settledAt().isBefore(began);
    }

    private static Duration until(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    @Override
    public void close() {}
}
