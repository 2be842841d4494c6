package dev.gembourse.bench.invariant;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.BuiltInUnits;
import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetStated;
import dev.gembourse.events.market.MarketEvent.BookUpdated;
import dev.gembourse.events.market.MarketEvent.CandlesImported;
import dev.gembourse.events.market.MarketEvent.MarketCommandRepeated;
import dev.gembourse.events.market.MarketEvent.MarketOperationRefused;
import dev.gembourse.events.market.MarketEvent.UnitStated;
import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.market.UnitKind;
import dev.gembourse.events.market.UnitStatus;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.events.wire.UnreadableMessage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** I2, I3 and I5 for the market: one outcome per operation; the table and the compacted topic are what the journal says. */
final class MarketCheck {

    private final Target target;
    private final Findings findings;

    MarketCheck(Target target, Findings findings) {
        this.target = target;
        this.findings = findings;
    }

    void check(MarketHistory history) throws SQLException {
        outcomes();
        Map<Symbol, Asset> missing = new HashMap<>(history.latest());
        try (Connection trading = target.trading()) {
            units(trading, history.units());
            PriceCheck.check(trading, findings);
            Query.forEach(trading, "select symbol, name, currency, price, scale, status from market.asset", row -> {
                Asset asset = missing.remove(new Symbol(row.getString("symbol")));
                findings.expect(
                        asset != null
                                && asset.name().equals(row.getString("name"))
                                && asset.currency().code().equals(row.getString("currency"))
                                && asset.price().value().compareTo(row.getBigDecimal("price")) == 0
                                && asset.scale() == row.getInt("scale")
                                && asset.status().name().equals(row.getString("status")),
                        "I3",
                        row.getString("symbol") + " is stored at " + row.getBigDecimal("price") + " but should be "
                                + asset);
            });
        }
        missing.keySet().forEach(symbol -> findings.add("I3", symbol + " was created but is not stored"));
        compacted(history);
    }

    private void units(Connection trading, Map<Unit, UnitDefinition> units) throws SQLException {
        Map<Unit, UnitDefinition> stored = new HashMap<>();
        Query.forEach(trading, "select code, name, kind, scale, status from market.unit", row -> {
            UnitDefinition unit = new UnitDefinition(
                    new Unit(row.getString("code")),
                    row.getString("name"),
                    UnitKind.valueOf(row.getString("kind")),
                    row.getInt("scale"),
                    UnitStatus.valueOf(row.getString("status")));
            stored.put(unit.unit(), unit);
        });
        findings.expect(stored.equals(units), "I3", "the units should be " + units + " but are " + stored);
    }

    private void outcomes() {
        int partitions = PartitionLog.partitions(target.kafka(), Topics.MARKET_COMMANDS);
        for (int partition = 0; partition < partitions; partition++) {
            Set<OperationId> asked = new HashSet<>();
            try (PartitionLog commands = new PartitionLog(target.kafka(), Topics.MARKET_COMMANDS, partition)) {
                while (commands.hasNext()) {
                    ask(commands.next(), asked);
                }
            }
            Set<OperationId> concluded = new HashSet<>();
            Offers offers = new Offers();
            try (JournalLog<MarketEvent> journal =
                    new JournalLog<>(target.kafka(), Contracts.MARKET_EVENTS, partition)) {
                journal.forEachRemaining(entry -> {
                    OperationId operation = entry.event().operationId();
                    String wrong = offers.apply(entry.event());
                    if (wrong != null) {
                        findings.add("I14", wrong);
                    }
                    if (!asked.contains(operation)) {
                        findings.add("I2", "nobody asked for " + entry);
                    }
                    if (entry.event().concludesOperation() && !concluded.add(operation)) {
                        findings.add("I2", "twice: " + entry);
                    }
                });
            }
            asked.removeAll(concluded);
            asked.forEach(operation -> findings.add("I2", "market operation " + operation + " has no outcome"));
        }
    }

    private static void ask(ConsumerRecord<byte[], byte[]> record, Set<OperationId> asked) {
        try {
            MarketCommand command = Contracts.MARKET_COMMANDS.read(
                    PartitionLog.key(record), PartitionLog.header(record, Headers.TYPE), record.value());
            asked.add(command.operationId());
        } catch (UnreadableMessage e) {
            // stands in quarantine; it names no operation
        }
    }

    /** The newest record of each symbol and code on the compacted topic is its last state. */
    private void compacted(MarketHistory history) {
        Map<Symbol, Asset> state = new HashMap<>();
        Map<Unit, UnitDefinition> units = new HashMap<>();
        BuiltInUnits.ALL.forEach(unit -> units.put(unit.unit(), unit));
        int partitions = PartitionLog.partitions(target.kafka(), Topics.MARKET_STATE);
        for (int partition = 0; partition < partitions; partition++) {
            try (PartitionLog log = new PartitionLog(target.kafka(), Topics.MARKET_STATE, partition)) {
                while (log.hasNext()) {
                    ConsumerRecord<byte[], byte[]> record = log.next();
                    switch (stated(record)) {
                        case AssetStated stated -> state.put(stated.symbol(), stated.asset());
                        case UnitStated stated -> units.put(stated.definition().unit(), stated.definition());
                        case MarketOperationRefused ignored -> {}
                        case CandlesImported ignored -> {}
                        case BookUpdated ignored -> {}
                        case MarketCommandRepeated ignored -> {}
                    }
                }
            }
        }
        findings.expect(
                state.equals(history.latest()),
                "I5",
                Topics.MARKET_STATE + " does not end on the assets' last states: " + state);
        findings.expect(
                units.equals(history.units()),
                "I5",
                Topics.MARKET_STATE + " does not end on the units' last states: " + units);
    }

    /** A copy carries the contract of the topic that it was copied from. */
    private static MarketEvent stated(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Contracts.MARKET_EVENTS.read(
                    PartitionLog.key(record), PartitionLog.header(record, Headers.TYPE), record.value());
        } catch (UnreadableMessage e) {
            throw new IllegalStateException("expected a readable state at offset " + record.offset(), e);
        }
    }
}
