package dev.gembourse.processor.market;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.market.MarketCommand.AssetCommand;
import dev.gembourse.events.market.MarketCommand.BookCommand;
import dev.gembourse.events.market.MarketCommand.ChangeAsset;
import dev.gembourse.events.market.MarketCommand.CreateAsset;
import dev.gembourse.events.market.MarketCommand.ImportCandles;
import dev.gembourse.events.market.MarketCommand.PriceTick;
import dev.gembourse.events.market.MarketCommand.RetireAsset;
import dev.gembourse.events.market.MarketCommand.UnitCommand;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetStated;
import dev.gembourse.events.market.MarketEvent.BookUpdated;
import dev.gembourse.events.market.MarketEvent.CandlesImported;
import dev.gembourse.events.market.MarketEvent.MarketCommandRepeated;
import dev.gembourse.events.market.MarketEvent.MarketOperationRefused;
import dev.gembourse.events.market.MarketEvent.PriceTicked;
import dev.gembourse.events.market.MarketEvent.TradingHalted;
import dev.gembourse.events.market.MarketEvent.UnitStated;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.exactlyonce.BatchProcessor;
import dev.gembourse.exactlyonce.Input;
import dev.gembourse.exactlyonce.Journal;
import dev.gembourse.exactlyonce.Writes;
import dev.gembourse.processor.book.Books;
import dev.gembourse.processor.operation.Fingerprints;
import dev.gembourse.processor.operation.Operation;
import dev.gembourse.processor.operation.Operations;
import dev.gembourse.processor.price.Prices;
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
import org.jspecify.annotations.Nullable;

/** Decides the commands about assets and units: idempotency first, then the rules. */
final class MarketProcessor implements BatchProcessor<MarketCommand, MarketEvent> {

    private final Operations operations = new Operations();
    private final Assets assets = new Assets();
    private final DefinedUnits units = new DefinedUnits();
    private final HolderCounts holders = new HolderCounts();
    private final Prices prices = new Prices();
    private final Books books = new Books();
    private final Fingerprints fingerprints = new Fingerprints();

    @Override
    public void load(Connection transaction, List<Input<MarketCommand>> batch) throws SQLException {
        Map<StreamPosition, OperationId> asked = new HashMap<>();
        Set<Symbol> symbols = new HashSet<>();
        List<String> codes = new ArrayList<>();
        List<RetireAsset> retirements = new ArrayList<>();
        List<PriceTick> ticks = new ArrayList<>();
        List<ImportCandles> imports = new ArrayList<>();
        for (Input<MarketCommand> input : batch) {
            asked.put(input.offset(), input.value().operationId());
            symbols.add(input.value().symbol());
            switch (input.value()) {
                case CreateAsset create ->
                    codes.addAll(
                            List.of(create.symbol().value(), create.currency().code()));
                case UnitCommand unit -> codes.add(unit.symbol().value());
                case RetireAsset retire -> retirements.add(retire);
                case PriceTick tick -> ticks.add(tick);
                case ImportCandles candles -> imports.add(candles);
                case ChangeAsset ignored -> {}
                case BookCommand ignored -> {}
            }
        }
        operations.load(transaction, asked);
        assets.load(transaction, symbols);
        units.load(transaction, codes);
        holders.load(transaction, retirements);
        prices.load(transaction, symbols, ticks, imports);
        books.load(transaction, assets.known(symbols));
    }

    @Override
    public void decide(Input<MarketCommand> input, Instant now, Journal<MarketEvent> journal) {
        MarketCommand command = input.value();
        StreamPosition place = input.offset();
        UUID fingerprint = fingerprints.of(command.symbol().value(), command.content());
        switch (operations.encounter(place, command.operationId(), fingerprint)) {
            case NEW -> settle(command, place, fingerprint, now, journal);
            case REPEATED -> repeat(command, place, true, now, journal);
            case REUSED -> repeat(command, place, false, now, journal);
            case REDELIVERED -> {}
        }
    }

    @Override
    public void write(Connection transaction, Writes writes) {
        operations.write(writes);
        assets.write(writes);
        units.write(writes);
        prices.write(writes);
        books.write(writes);
    }

    private void settle(
            MarketCommand command, StreamPosition place, UUID fingerprint, Instant now, Journal<MarketEvent> journal) {
        for (MarketEvent event : decide(command, place.partition(), now)) {
            StreamPosition position = journal.append(command.operationId().toString(), event);
            apply(event, command, position);
            if (event.concludesOperation()) {
                operations.decided(new Operation(
                        command.operationId(), fingerprint, place, position.index(), command.submittedAt()));
            }
        }
    }

    private List<? extends MarketEvent> decide(MarketCommand command, int partition, Instant now) {
        Asset asset = assets.find(command.symbol());
        return switch (command) {
            case AssetCommand about ->
                withBook(AssetRules.decide(asset, about, units::find, holders, prices, now), partition);
            case BookCommand order -> books.decide(order, asset, partition, now);
            case UnitCommand about ->
                List.of(UnitRules.decide(units.find(about.symbol().unit()), asset != null, about, now));
        };
    }

    /** Each event, and behind it what it brings about in the asset's order book. */
    private List<MarketEvent> withBook(List<MarketEvent> events, int partition) {
        List<MarketEvent> all = new ArrayList<>(events.size());
        for (MarketEvent event : events) {
            all.add(event);
            all.addAll(books.after(event, partition));
        }
        return all;
    }

    private void apply(MarketEvent event, MarketCommand command, StreamPosition position) {
        switch (event) {
            case PriceTicked tick -> {
                prices.told(tick, position.index());
                if (tick.current()) {
                    assets.put(position.partition(), tick.asset());
                }
            }
            case TradingHalted halted -> assets.put(position.partition(), halted.asset());
            case AssetStated stated -> {
                assets.put(position.partition(), stated.asset());
                Price set = priceSetBy(command);
                if (set != null) {
                    prices.set(stated.symbol(), set, stated.occurredAt(), position.index());
                }
            }
            case UnitStated stated -> units.put(position.partition(), stated.definition());
            case CandlesImported ignored -> prices.add((ImportCandles) command);
            case BookUpdated ignored -> {}
            case MarketOperationRefused ignored -> {}
            case MarketCommandRepeated ignored -> {}
        }
    }

    private static @Nullable Price priceSetBy(MarketCommand command) {
        return switch (command) {
            case CreateAsset create -> create.price();
            case ChangeAsset change -> change.price();
            default -> null;
        };
    }

    private void repeat(
            MarketCommand command,
            StreamPosition place,
            boolean sameContent,
            Instant now,
            Journal<MarketEvent> journal) {
        StreamPosition outcome = operations.outcomeOf(place.partition(), command.operationId());
        StreamPosition position = journal.append(
                command.operationId().toString(),
                new MarketCommandRepeated(command.operationId(), command.symbol(), sameContent, outcome, now));
        operations.repeated(place, position.index());
    }
}
