package dev.gembourse.simulator;

import static dev.gembourse.simulator.Findings.require;

import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.market.MarketCommand.BookCommand;
import dev.gembourse.events.market.MarketCommand.PassTime;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.BookUpdated;
import dev.gembourse.events.trading.TradingCommand.EndOrder;
import dev.gembourse.events.trading.TradingCommand.NoteTrigger;
import dev.gembourse.events.trading.TradingCommand.PlaceOrder;
import dev.gembourse.events.trading.TradingCommand.SettleFill;
import dev.gembourse.events.trading.TradingCommand.SettleReplacement;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.CancellationRequested;
import dev.gembourse.events.trading.TradingEvent.OrderEnded;
import dev.gembourse.events.trading.TradingEvent.OrderFilled;
import dev.gembourse.events.trading.TradingEvent.OrderPlaced;
import dev.gembourse.events.trading.TradingEvent.OrderProgressed;
import dev.gembourse.events.trading.TradingEvent.OrderReplaced;
import dev.gembourse.events.trading.TradingEvent.ReplacementRequested;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.UnreadableMessage;
import dev.gembourse.processor.account.OrderRules;
import dev.gembourse.processor.book.BookRules;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * I14: each order that is held comes into its book once, and each fill and end that a book has told of is settled once, by its account; nothing
 * else is. Between both sides of the fills nothing is left. Excepted is what was put aside as something under which the process dies.
 */
final class OrderModel {

    private final Log log;
    private final Database database;
    private final Map<OperationId, Object> expected = new HashMap<>();
    private final Set<OperationId> decided = new HashSet<>();
    private final Set<OperationId> putAside = new HashSet<>();

    OrderModel(Log log, Database database) {
        this.log = log;
        this.database = database;
    }

    void check() {
        for (int p = 0; p < Records.PARTITIONS; p++) {
            JournalWalk.rows(database, "trading", p).forEach(row -> note(LedgerModel.read(row)));
            JournalWalk.rows(database, "market", p).forEach(row -> note(market(row)));
        }
        for (int p = 0; p < Records.PARTITIONS; p++) {
            asked(p, Contracts.TRADING_COMMANDS, "trading");
            asked(p, Contracts.MARKET_COMMANDS, "market");
        }
        expected.forEach((operation, command) -> require(
                decided.contains(operation) != putAside.contains(operation), "I14: not once done: %s", command));
        if (putAside.isEmpty()) {
            nothingIsLeft();
        }
    }

    private void note(TradingEvent event) {
        switch (event) {
            case OrderPlaced placed -> {
                MarketCommand next = OrderRules.next(placed);
                expect(next.operationId(), next);
            }
            case CancellationRequested requested ->
                OrderRules.next(requested).forEach(next -> expect(next.operationId(), next));
            case ReplacementRequested requested -> {
                MarketCommand next = OrderRules.next(requested);
                expect(next.operationId(), next);
            }
            case OrderFilled fill -> exit(fill, fill.order());
            case OrderEnded ended -> exit(ended, ended.order());
            case OrderReplaced replaced -> exit(replaced, replaced.order().id());
            default -> {}
        }
    }

    private void exit(OrderProgressed progressed, OrderId order) {
        OrderRules.next(progressed, order).forEach(next -> expect(next.operationId(), next));
    }

    private void note(MarketEvent event) {
        if (event instanceof BookUpdated updated) {
            BookRules.next(updated).forEach(next -> expect(next.operationId(), next));
        }
    }

    private void expect(OperationId operation, Object command) {
        require(expected.put(operation, command) == null, "I14: asked for twice: %s", command);
    }

    /** Each command in the log must follow from an event that was committed. */
    private void asked(int partition, Contract<?> contract, String stage) {
        for (ConsumerRecord<byte[], byte[]> record : log.records(new TopicPartition(contract.topic(), partition))) {
            Object command = CommandLog.read(contract, record);
            OperationId operation = followUp(command);
            if (operation == null) {
                continue;
            }
            require(
                    command.equals(expected.get(operation)),
                    "I14: expected %s but asked for was %s",
                    expected.get(operation),
                    command);
            if (database.table(stage + ".operation").committed.containsKey(List.of(operation.value(), (long)
                    partition))) {
                decided.add(operation);
            } else if (database.table(stage + ".quarantine")
                    .committed
                    .containsKey(List.of(contract.topic(), (long) partition, record.offset()))) {
                putAside.add(operation);
            }
        }
    }

    /** That of a command that follows from an event; null of one that a player or an operator has asked for. */
    private static @Nullable OperationId followUp(@Nullable Object command) {
        return switch (command) {
            case SettleFill settle -> settle.operationId();
            case EndOrder end -> end.operationId();
            case NoteTrigger note -> note.operationId();
            case SettleReplacement settle -> settle.operationId();
            case PlaceOrder place when !place.submittedAt().equals(Instant.EPOCH) -> place.operationId();
            case null -> null;
            case PassTime ignored -> null;
            case BookCommand order -> order.operationId();
            default -> null;
        };
    }

    private void nothingIsLeft() {
        Map<String, BigDecimal> sums = new HashMap<>();
        database.table("trading.ledger_account").committed.values().stream()
                .filter(row -> row.has("system_owner", "EXCHANGE"))
                .forEach(row -> sums.merge(row.text("unit"), row.decimal("balance"), BigDecimal::add));
        sums.forEach(
                (unit, sum) -> require(sum.signum() == 0, "I14: %s %s are left between the sides of fills", sum, unit));
    }

    private static MarketEvent market(Row row) {
        try {
            return Contracts.MARKET_EVENTS.read(row.text("key"), row.text("type"), row.bytes("value"));
        } catch (UnreadableMessage e) {
            throw new Findings.Broken("I5: an event that cannot be read: " + row);
        }
    }
}
