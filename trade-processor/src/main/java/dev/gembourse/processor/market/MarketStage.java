package dev.gembourse.processor.market;

import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetStated;
import dev.gembourse.events.market.MarketEvent.BookUpdated;
import dev.gembourse.events.market.MarketEvent.UnitStated;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.exactlyonce.BatchProcessor;
import dev.gembourse.exactlyonce.FollowUp;
import dev.gembourse.exactlyonce.Stage;
import dev.gembourse.processor.book.BookRules;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Plugs the market into the engine. What states an asset or a unit is also published on the compacted topic. */
public final class MarketStage implements Stage<MarketCommand, MarketEvent> {

    /** Also the name of the schema. */
    public static final String NAME = "market";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Contract<MarketCommand> input() {
        return Contracts.MARKET_COMMANDS;
    }

    @Override
    public Contract<MarketEvent> output() {
        return Contracts.MARKET_EVENTS;
    }

    @Override
    public List<String> topicsOf(Class<? extends MarketEvent> eventType) {
        return AssetStated.class.isAssignableFrom(eventType) || UnitStated.class.isAssignableFrom(eventType)
                ? List.of(Topics.MARKET_EVENTS, Topics.MARKET_STATE)
                : List.of(Topics.MARKET_EVENTS);
    }

    @Override
    public Map<Class<? extends MarketEvent>, Function<MarketEvent, List<FollowUp>>> followUps() {
        return Map.of(
                BookUpdated.class,
                event -> BookRules.next((BookUpdated) event).stream()
                        .map(MarketStage::followUp)
                        .toList());
    }

    private static FollowUp followUp(TradingCommand command) {
        return new FollowUp(
                Contracts.TRADING_COMMANDS.write(command), command.operationId().toString());
    }

    @Override
    public BatchProcessor<MarketCommand, MarketEvent> open() {
        return new MarketProcessor();
    }
}
