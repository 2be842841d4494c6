package dev.gembourse.tools.replay;

import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.tools.client.Answered;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.Parallel;
import dev.gembourse.tools.client.TradeBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Through the gateway, which is asked to wait for the outcomes. The price updates of a chunk travel side by side, the last one
 * of each symbol after all others, so that the chunk ends on the right price; then its trades travel as a batch. As the next
 * chunk begins only when they have settled, the same file always settles at the same prices.
 */
final class RestRoute implements Route {

    private static final int WIDTH = 64;
    private static final int READERS = 32;

    /** A row's request with its answer; {@code took} is how long this program waited for that. */
    private record Sent(Row row, Answered answer, Duration took) {}

    private final Gateway gateway;
    private final Plan plan;
    private final Cast cast;
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
        prices.addAll(Parallel.map(parts.getOrDefault(true, List.of()), WIDTH, this::priceInForce));
    }

    private Sent price(Row row) {
        long begin = System.nanoTime();
        Answered answer =
                gateway.ask("PATCH", "/v1/assets/" + row.symbol(), plan.keyOf(row), Map.of("price", row.price()));
        return new Sent(row, answer, Duration.ofNanos(System.nanoTime() - begin));
    }

    private Sent priceInForce(Row row) {
        Sent sent = price(row);
        if (sent.answer().pending() != null) {
            OperationView late = gateway.outcome(sent.answer().pending(), Replay.PATIENCE);
            return new Sent(row, outcome(late, sent.answer()), sent.took());
        }
        return sent;
    }

    @Override
    public void trades(List<Row> chunk) throws InterruptedException {
        long begin = System.nanoTime();
        List<Answered> answers = batch.ask(chunk.stream()
                .map(row -> new TradeBatch.Request(
                        cast.account(plan.playerOf(row)), plan.keyOf(row), row.symbol(), row.side(), row.quantity()))
                .toList());
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        for (int i = 0; i < chunk.size(); i++) {
            trades.add(new Sent(chunk.get(i), answers.get(i), took));
        }
    }

    @Override
    public Fates fates(Duration atMost, LongConsumer progress) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        AtomicLong known = new AtomicLong();
        List<Fate> ofTrades = Parallel.map(trades, READERS, sent -> {
            Fate fate = fate(sent, deadline);
            progress.accept(known.incrementAndGet());
            return fate;
        });
        return new Fates(Parallel.map(prices, READERS, sent -> fate(sent, deadline)), ofTrades);
    }

    /** Asks again for what was not known when the gateway had waited long enough. */
    private Fate fate(Sent sent, long deadline) {
        Answered answer = sent.answer();
        if (answer.pending() == null) {
            return new Fate(
                    sent.row(),
                    answer.status(),
                    answer.reason(),
                    answer.position(),
                    answer.replayed(),
                    answer.replayed() ? null : sent.took());
        }
        Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
        return Fate.of(sent.row(), gateway.lookAt(answer.pending(), left), answer.replayed());
    }

    private static Answered outcome(OperationView view, Answered before) {
        return new Answered(
                view.status(),
                view.reason(),
                view.position(),
                before.replayed(),
                view.status() == Status.PENDING ? before.pending() : null);
    }

    @Override
    public void close() {}
}
