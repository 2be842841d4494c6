package dev.gembourse.tools.replay;

import dev.gembourse.events.market.MarketCommand.ChangeAsset;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.MarketCommandRepeated;
import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.CommandRepeated;
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

    private record Sent(AccountId account, OperationId operation, StreamPosition commandAt) {}

    private final Plan plan;
    private final Cast cast;
    private final Gateway gateway;
    private final CommandProducer producer;
    private final Outcomes<MarketEvent> market;
    private final Outcomes<TradingEvent> trading;
    private final Map<Symbol, StreamPosition> quotes = new HashMap<>();
    private final List<OperationId> priceUpdates = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();

    KafkaRoute(String bootstrapServers, Gateway gateway, Plan plan, Cast cast) throws InterruptedException {
        this.plan = plan;
        this.cast = cast;
        this.gateway = gateway;
        this.market = new Outcomes<>(bootstrapServers, Contracts.MARKET_EVENTS);
        this.trading = new Outcomes<>(bootstrapServers, Contracts.TRADING_EVENTS);
        this.producer = new CommandProducer(bootstrapServers, "/gembourse/replay");
    }

    @Override
    public void prices(List<Row> chunk) throws InterruptedException {
        Map<Symbol, OperationId> last = new LinkedHashMap<>();
        List<Future<RecordMetadata>> published = new ArrayList<>(chunk.size());
        for (Row row : chunk) {
            OperationId operation = OperationId.of("asset:" + row.symbol(), plan.keyOf(row));
            market.expect(operation);
            priceUpdates.add(operation);
            published.add(producer.send(
                    new ChangeAsset(operation, row.symbol(), null, row.price(), null, Instant.now())));
            last.put(row.symbol(), operation);
        }
        for (Future<RecordMetadata> one : published) {
            acknowledged(one);
        }
        for (Map.Entry<Symbol, OperationId> one : last.entrySet()) {
            quotes.put(one.getKey(), market.await(one.getValue(), Replay.PATIENCE)
                    .map(KafkaRoute::quote)
                    .orElseThrow(() -> new Scene.Unsuitable("expected the price update " + one.getValue() + " of "
                            + one.getKey() + " to have an outcome within " + Replay.PATIENCE.toSeconds() + " s")));
        }
    }

    /** Where the price stands in the market's journal: at the outcome, or where an earlier run's outcome stands. */
    private static StreamPosition quote(Outcomes.Seen<MarketEvent> seen) {
        return seen.event() instanceof MarketCommandRepeated repeated ? repeated.outcome() : seen.position();
    }

    @Override
    public void trades(List<Row> chunk) throws InterruptedException {
        List<PlaceTrade> commands = chunk.stream().map(this::command).toList();
        List<Future<RecordMetadata>> published = new ArrayList<>(commands.size());
        for (PlaceTrade command : commands) {
            trading.expect(command.operationId());
            published.add(producer.send(command));
        }
        for (int i = 0; i < commands.size(); i++) {
            RecordMetadata at = acknowledged(published.get(i));
            PlaceTrade command = commands.get(i);
            sent.add(new Sent(
                    command.accountId(), command.operationId(), new StreamPosition(at.partition(), at.offset())));
        }
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
    public List<Fate> fates(Duration atMost, LongConsumer progress) throws InterruptedException {
        trading.awaitAll(atMost, progress);
        return Parallel.map(sent, READERS, this::fate);
    }

    private Fate fate(Sent one) {
        Outcomes.Seen<TradingEvent> seen = trading.of(one.operation()).orElse(null);
        return switch (seen == null ? null : seen.event()) {
            // What is not on the topic as an outcome (an earlier run's, or unreadable, or late) the gateway knows.
            case null -> asked(one, false);
            case CommandRepeated ignored -> asked(one, true);
            case OperationRefused refused ->
                new Fate(
                        one.account(),
                        one.operation(),
                        Status.REFUSED,
                        refused.reason().name(),
                        seen.position(),
                        false,
                        seen.took());
            default ->
                new Fate(one.account(), one.operation(), Status.SETTLED, null, seen.position(), false, seen.took());
        };
    }

    private Fate asked(Sent one, boolean repeated) {
        String path = "/v1/operations/" + one.operation() + "?position=" + one.commandAt();
        return Fate.of(
                one.account(),
                gateway.lookAt(new Submission(one.operation(), path, repeated), Duration.ZERO),
                repeated,
                null);
    }

    private static RecordMetadata acknowledged(Future<RecordMetadata> published) throws InterruptedException {
        try {
            return published.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take a command: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public long replayedPrices() {
        return priceUpdates.stream()
                .flatMap(operation -> market.of(operation).stream())
                .filter(seen -> seen.event() instanceof MarketCommandRepeated)
                .count();
    }

    @Override
    public void close() {
        producer.close();
        trading.close();
        market.close();
    }
}
