package dev.gembourse.processor.market;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.market.MarketCommand.RetireAsset;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.MarketCommandRepeated;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.exactlyonce.Input;
import dev.gembourse.exactlyonce.Journal;
import dev.gembourse.exactlyonce.PartitionProcessor;
import dev.gembourse.processor.operation.Fingerprints;
import dev.gembourse.processor.operation.Operation;
import dev.gembourse.processor.operation.Operations;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Decides the commands about the assets of one partition: idempotency first, then the rules. */
final class MarketProcessor implements PartitionProcessor<MarketCommand, MarketEvent> {

    private final Operations operations;
    private final Assets assets;
    private final HolderCounts holders = new HolderCounts();
    private final Fingerprints fingerprints = new Fingerprints();

    MarketProcessor(int partition) {
        this.operations = new Operations(partition);
        this.assets = new Assets(partition);
    }

    @Override
    public void load(Connection transaction, List<Input<MarketCommand>> batch) throws SQLException {
        Map<Long, OperationId> asked = new HashMap<>();
        Set<Symbol> symbols = new HashSet<>();
        List<RetireAsset> retirements = new ArrayList<>();
        for (Input<MarketCommand> input : batch) {
            asked.put(input.offset().index(), input.value().operationId());
            symbols.add(input.value().symbol());
            if (input.value() instanceof RetireAsset retire) {
                retirements.add(retire);
            }
        }
        operations.load(transaction, asked);
        assets.load(transaction, symbols);
        holders.load(transaction, retirements);
    }

    @Override
    public void decide(Input<MarketCommand> input, Instant now, Journal<MarketEvent> journal) {
        MarketCommand command = input.value();
        long offset = input.offset().index();
        UUID fingerprint = fingerprints.of(command.symbol().value(), command.content());
        switch (operations.encounter(command.operationId(), offset, fingerprint)) {
            case NEW -> settle(command, offset, fingerprint, now, journal);
            case REPEATED -> repeat(command, offset, true, now, journal);
            case REUSED -> repeat(command, offset, false, now, journal);
            case REDELIVERED -> {}
        }
    }

    @Override
    public void write(Connection transaction) throws SQLException {
        operations.write(transaction);
        assets.write(transaction);
    }

    private void settle(
            MarketCommand command, long offset, UUID fingerprint, Instant now, Journal<MarketEvent> journal) {
        Asset asset = assets.find(command.symbol());
        for (MarketEvent event : AssetRules.decide(asset, command, holders, now)) {
            StreamPosition position = journal.append(command.operationId().toString(), event);
            Asset after = AssetRules.after(asset, event);
            if (after != null && !after.equals(asset)) {
                assets.put(after);
            }
            asset = after;
            if (event.concludesOperation()) {
                operations.decided(new Operation(
                        command.operationId(), fingerprint, offset, position.index(), command.submittedAt()));
            }
        }
    }

    private void repeat(
            MarketCommand command, long offset, boolean sameContent, Instant now, Journal<MarketEvent> journal) {
        StreamPosition outcome = operations.outcomeOf(command.operationId());
        StreamPosition position = journal.append(
                command.operationId().toString(),
                new MarketCommandRepeated(command.operationId(), command.symbol(), sameContent, outcome, now));
        operations.repeated(offset, position.index());
    }
}
