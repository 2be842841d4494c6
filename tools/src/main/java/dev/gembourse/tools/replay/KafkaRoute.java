package dev.gembourse.tools.replay;

import dev.gembourse.events.market.MarketCommand.ChangeAsset;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.MarketCommandRepeated;
import dev.gembourse.events.market.MarketEvent.MarketOperationRefused;
import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.tools.client.CommandProducer;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.Parallel;
import dev.gembourse.tools.client.Submission;
import dev.gembourse.tools.replay.Outcomes.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Straight to Kafka, as another service would. The price updates of a chunk keep their order; its trades ask to be settled
 * no earlier than the last of them ({@code quoteAtLeast}). Outcomes are seen on {@code trading.events.v1}, and timed by this
 * program's own clock.
 */
final class KafkaRoute implements Route {

    private static final int READERS = 32;

    private record Publishing(Row row, OperationId operation, Future<RecordMetadata> future) {}

    private record Sent(Row row, OperationId operation, StreamPosition commandAt) {}

    private final Plan plan;
    private final Cast cast;
    private final Gateway gateway;
    private final CommandProducer producer;
    private final Outcomes<MarketEvent> market;
    private final Outcomes<TradingEvent> trading;
    private final Map<Symbol, StreamPosition> quotes = new HashMap<>();
    private final List<Sent> prices = new ArrayList<>();
    private final List<Sent> trades = new ArrayList<>();

    KafkaRoute(Map<String, Object> kafka, Gateway gateway, Plan plan, Cast cast) throws InterruptedException {
        this.plan = plan;
        this.cast = cast;
        this.gateway = gateway;
        this.market = new Outcomes<>(kafka, Contracts.MARKET_EVENTS);
        this.trading = new Outcomes<>(kafka, Contracts.TRADING_EVENTS);
        this.producer = new CommandProducer(kafka, "/gembourse/replay");
    }

    @Override
    public void prices(List<Row> chunk) throws InterruptedException {
        Map<Symbol, OperationId> last = new LinkedHashMap<>();
        List<Publishing> publishing = new ArrayList<>(chunk.size());
        for (Row row : chunk) {
            OperationId operation = OperationId.of("asset:" + row.symbol(), plan.keyOf(row));
            market.expect(operation);
            publishing.add(new Publishing(
                    row,
                    operation,
                    producer.send(new ChangeAsset(operation, row.symbol(), null, row.price(), null, Instant.now()))));
            last.put(row.symbol(), operation);
        }
        acknowledged(publishing, prices);
        for (Map.Entry<Symbol, OperationId> one : last.entrySet()) {
            quotes.put(one.getKey(), inForce(one.getKey(), one.getValue()));
        }
    }

    /** Where the price stands in the market's journal: at the outcome, or where an earlier run's outcome stands. */
    private StreamPosition inForce(Symbol symbol, OperationId update) throws InterruptedException {
        Seen<MarketEvent> seen = market.await(update, Replay.PATIENCE)
                .orElseThrow(() -> new Scene.Unsuitable("expected the price update " + update + " of " + symbol
                        + " to have an outcome within " + Replay.PATIENCE.toSeconds() + " s"));
        return seen.event() instanceof MarketCommandRepeated repeated ? repeated.outcome() : seen.position();
    }

    @Override
    public void trades(List<Row> chunk) throws InterruptedException {
        List<Publishing> publishing = new ArrayList<>(chunk.size());
        for (Row row : chunk) {
            PlaceTrade command = command(row);
            trading.expect(command.operationId());
            publishing.add(new Publishing(row, command.operationId(), producer.send(command)));
        }
        acknowledged(publishing, trades);
    }

    private PlaceTrade command(Row row) {
        AccountId account = cast.account(plan.playerOf(row));
        return new PlaceTrade(
                OperationId.of(account.toString(), plan.keyOf(row)),
                account,
                row.symbol(),
                row.side(),
                row.quantity(),
                null,
                quotes.get(row.symbol()),
                Instant.now());
    }

    @Override
    public Fates fates(Duration atMost, LongConsumer progress) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        trading.awaitAll(atMost, progress);
        market.awaitAll(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())), ignored -> {});
        return new Fates(Parallel.map(prices, READERS, this::ofPrice), Parallel.map(trades, READERS, this::ofTrade));
    }

    // What is not on the topic as an outcome (an earlier run's, or unreadable, or late) the gateway knows.

    private Fate ofTrade(Sent one) {
        Seen<TradingEvent> seen = trading.of(one.operation()).orElse(null);
        if (seen == null || !seen.event().concludesOperation()) {
            return asked(one, seen != null);
        }
        return seen.event() instanceof OperationRefused refused
                ? seen.fate(one.row(), Status.REFUSED, refused.reason().name())
                : seen.fate(one.row(), Status.SETTLED, null);
    }

    private Fate ofPrice(Sent one) {
        Seen<MarketEvent> seen = market.of(one.operation()).orElse(null);
        if (seen == null || !seen.event().concludesOperation()) {
            return asked(one, seen != null);
        }
        return seen.event() instanceof MarketOperationRefused refused
                ? seen.fate(one.row(), Status.REFUSED, refused.reason().name())
                : seen.fate(one.row(), Status.SETTLED, null);
    }

    private Fate asked(Sent one, boolean repeated) {
        String path = "/v1/operations/" + one.operation() + "?position=" + one.commandAt();
        return Fate.of(one.row(), gateway.lookAt(new Submission(one.operation(), path), Duration.ZERO), repeated);
    }

    private static void acknowledged(List<Publishing> publishing, List<Sent> sent) throws InterruptedException {
        for (Publishing one : publishing) {
            try {
                RecordMetadata at = one.future().get();
                sent.add(new Sent(one.row(), one.operation(), new StreamPosition(at.partition(), at.offset())));
            } catch (ExecutionException e) {
                throw new IllegalStateException("Kafka did not take a command: " + e.getCause(), e.getCause());
            }
        }
    }

    @Override
    public void close() {
        producer.close();
        trading.close();
        market.close();
    }
}
