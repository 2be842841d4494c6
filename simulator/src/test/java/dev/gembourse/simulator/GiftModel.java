package dev.gembourse.simulator;

import static dev.gembourse.simulator.Findings.require;

import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.ReceiveGift;
import dev.gembourse.events.trading.TradingCommand.ReturnGift;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.GiftReceived;
import dev.gembourse.events.trading.TradingEvent.GiftRefused;
import dev.gembourse.events.trading.TradingEvent.GiftReturned;
import dev.gembourse.events.trading.TradingEvent.GiftSent;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.processor.account.GiftRules;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * I9: every gift that was sent has been received or has come back, once and whole; what is in clearing is nothing, but for those
 * whose next command was put aside as one under which the process dies.
 */
final class GiftModel {

    private final Log log;
    private final Database database;
    private final Map<OperationId, TradingCommand> expected = new HashMap<>();
    private final Set<OperationId> decided = new HashSet<>();
    private final Map<Unit, BigDecimal> clearing = new HashMap<>();

    GiftModel(Log log, Database database) {
        this.log = log;
        this.database = database;
    }

    void check() {
        for (int p = 0; p < Records.PARTITIONS; p++) {
            for (Row event : JournalWalk.rows(database, "trading", p)) {
                note(LedgerModel.read(event));
            }
        }
        Set<OperationId> putAside = new HashSet<>();
        for (int p = 0; p < Records.PARTITIONS; p++) {
            commands(p, putAside);
        }
        expected.forEach((operation, command) ->
                require(decided.contains(operation) != putAside.contains(operation), "I9: not once done: %s", command));
        require(expected.keySet().containsAll(decided), "I9: nothing asked for one of %s", decided);
        for (Row account : database.table("trading.ledger_account").committed.values()) {
            if (account.has("system_owner", "CLEARING")) {
                clearing.merge(
                        Unit.of(account.text("unit")),
                        account.decimal("balance").negate(),
                        BigDecimal::add);
            }
        }
        clearing.forEach((unit, difference) ->
                require(difference.signum() == 0, "I9: gifts and clearing of %s differ by %s", unit, difference));
    }

    private void note(TradingEvent event) {
        switch (event) {
            case GiftSent sent -> {
                expect(GiftRules.next(sent));
                onItsWay(sent.money(), 1);
            }
            case GiftRefused refused -> {
                expect(GiftRules.next(refused));
                decided.add(refused.operationId());
            }
            case GiftReceived received -> {
                onItsWay(received.money(), -1);
                decided.add(received.operationId());
            }
            case GiftReturned returned -> {
                onItsWay(returned.money(), -1);
                decided.add(returned.operationId());
            }
            default -> {}
        }
    }

    private void expect(TradingCommand command) {
        require(expected.put(command.operationId(), command) == null, "I9: asked for twice: %s", command);
    }

    private void onItsWay(Money money, int times) {
        clearing.merge(money.currency(), money.amount().multiply(BigDecimal.valueOf(times)), BigDecimal::add);
    }

    /** Each command in the log must follow from an event that was committed. */
    private void commands(int partition, Set<OperationId> putAside) {
        String topic = Contracts.TRADING_COMMANDS.topic();
        for (ConsumerRecord<byte[], byte[]> record : log.records(new TopicPartition(topic, partition))) {
            TradingCommand command = CommandLog.read(Contracts.TRADING_COMMANDS, record);
            if (command instanceof ReceiveGift || command instanceof ReturnGift) {
                require(
                        command.equals(expected.get(command.operationId())),
                        "I9: expected %s but asked for was %s",
                        expected.get(command.operationId()),
                        command);
                if (!decided.contains(command.operationId())
                        && database.table("trading.quarantine")
                                .committed
                                .containsKey(List.of(topic, (long) partition, record.offset()))) {
                    putAside.add(command.operationId());
                }
            }
        }
    }
}
