package dev.gembourse.tools.replay;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.Parallel;
import dev.gembourse.tools.client.Submission;
import dev.gembourse.tools.client.TradeBatch;
import dev.gembourse.tools.client.TradeBatch.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Through the gateway. The price updates of a chunk travel side by side, the last one of each symbol after all others and
 * until its outcome is known, so that the chunk ends on the right price. Outcomes are asked of the operations; how long each
 * took is what the servers' clocks say.
 */
final class RestRoute implements Route {

    private static final int WIDTH = 16;
    private static final int READERS = 32;

    private record Sent(AccountId account, Submission submission) {}

    private final Gateway gateway;
    private final Plan plan;
    private final Cast cast;
    private final TradeBatch batch;
    private final List<Sent> sent = new ArrayList<>();
    private final AtomicLong replayedPrices = new AtomicLong();

    RestRoute(Gateway gateway, Plan plan, Cast cast) {
        this.gateway = gateway;
        this.plan = plan;
        this.cast = cast;
        this.batch = new TradeBatch(gateway);
    }

    @Override
    public void prices(List<Row> chunk) throws InterruptedException {
        Map<Symbol, Row> last = new LinkedHashMap<>();
        chunk.forEach(row -> last.put(row.symbol(), row));
        List<Row> before = chunk.stream().filter(row -> last.get(row.symbol()) != row).toList();
        Parallel.map(before, WIDTH, this::price);
        Parallel.map(List.copyOf(last.values()), WIDTH, row -> gateway.outcome(price(row), Replay.PATIENCE));
    }

    private Submission price(Row row) {
        Submission submission = gateway.submit(
                "PATCH", "/v1/assets/" + row.symbol(), plan.keyOf(row), Map.of("price", row.price()));
        if (submission.replayed()) {
            replayedPrices.incrementAndGet();
        }
        return submission;
    }

    @Override
    public void trades(List<Row> chunk) {
        List<Request> requests = chunk.stream()
                .map(row -> new Request(
                        cast.account(plan.playerOf(row)), plan.keyOf(row), row.symbol(), row.side(), row.quantity()))
                .toList();
        List<Submission> submissions = batch.submit(requests);
        for (int i = 0; i < chunk.size(); i++) {
            sent.add(new Sent(requests.get(i).accountId(), submissions.get(i)));
        }
    }

    @Override
    public List<Fate> fates(Duration atMost, LongConsumer progress) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        AtomicLong known = new AtomicLong();
        return Parallel.map(sent, READERS, one -> {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            OperationView view = gateway.lookAt(one.submission(), left);
            progress.accept(known.incrementAndGet());
            boolean replayed = one.submission().replayed();
            return Fate.of(one.account(), view, replayed, replayed ? null : took(view));
        });
    }

    private static @Nullable Duration took(OperationView view) {
        return view.submittedAt() == null || view.settledAt() == null
                ? null
                : Duration.between(view.submittedAt(), view.settledAt());
    }

    @Override
    public long replayedPrices() {
        return replayedPrices.get();
    }

    @Override
    public void close() {}
}
