package dev.gembourse.processor.settlement;

import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.CancellationRequested;
import dev.gembourse.events.trading.TradingEvent.GiftRefused;
import dev.gembourse.events.trading.TradingEvent.GiftSent;
import dev.gembourse.events.trading.TradingEvent.OrderEnded;
import dev.gembourse.events.trading.TradingEvent.OrderFilled;
import dev.gembourse.events.trading.TradingEvent.OrderPlaced;
import dev.gembourse.events.trading.TradingEvent.OrderProgressed;
import dev.gembourse.events.trading.TradingEvent.OrderReplaced;
import dev.gembourse.events.trading.TradingEvent.ReplacementRequested;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.exactlyonce.BatchProcessor;
import dev.gembourse.exactlyonce.FollowUp;
import dev.gembourse.exactlyonce.Stage;
import dev.gembourse.processor.account.GiftRules;
import dev.gembourse.processor.account.OrderRules;
import dev.gembourse.processor.market.MarketView;
import dev.gembourse.processor.operation.Operations;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Plugs settlement into the engine. */
public final class TradingStage implements Stage<TradingCommand, TradingEvent> {

    /** Also the name of the schema. */
    public static final String NAME = "trading";

    private final MarketView market;
    private final SettlementSettings settings;
    private final MeterRegistry meters;

    /**
     * A stage that settles at the prices of this view.
     *
     * @param market must have caught up before the engine starts, or trades of known assets would be refused
     */
    public TradingStage(MarketView market, SettlementSettings settings, MeterRegistry meters) {
        this.market = market;
        this.settings = settings;
        this.meters = meters;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Contract<TradingCommand> input() {
        return Contracts.TRADING_COMMANDS;
    }

    @Override
    public Contract<TradingEvent> output() {
        return Contracts.TRADING_EVENTS;
    }

    @Override
    public Map<Class<? extends TradingEvent>, Function<TradingEvent, List<FollowUp>>> followUps() {
        return Map.of(
                GiftSent.class, event -> List.of(followUp(GiftRules.next((GiftSent) event))),
                GiftRefused.class, event -> List.of(followUp(GiftRules.next((GiftRefused) event))),
                OrderPlaced.class, event -> List.of(followUp(OrderRules.next((OrderPlaced) event))),
                ReplacementRequested.class, event -> List.of(followUp(OrderRules.next((ReplacementRequested) event))),
                CancellationRequested.class,
                        event -> OrderRules.next((CancellationRequested) event).stream()
                                .map(TradingStage::followUp)
                                .toList(),
                OrderFilled.class, event -> exit((OrderFilled) event, ((OrderFilled) event).order()),
                OrderEnded.class, event -> exit((OrderEnded) event, ((OrderEnded) event).order()),
                OrderReplaced.class,
                        event -> exit(
                                (OrderReplaced) event,
                                ((OrderReplaced) event).order().id()));
    }

    private static List<FollowUp> exit(OrderProgressed progressed, OrderId order) {
        return OrderRules.next(progressed, order).stream()
                .map(TradingStage::followUp)
                .toList();
    }

    @Override
    public Set<String> decided(Connection connection, Collection<String> operationIds) throws SQLException {
        return Operations.decided(connection, operationIds);
    }

    private static FollowUp followUp(TradingCommand command) {
        return new FollowUp(
                Contracts.TRADING_COMMANDS.write(command), command.operationId().toString());
    }

    private static FollowUp followUp(MarketCommand command) {
        return new FollowUp(
                Contracts.MARKET_COMMANDS.write(command), command.operationId().toString());
    }

    @Override
    public BatchProcessor<TradingCommand, TradingEvent> open() {
        return new SettlementProcessor(market, settings, new Tally(meters));
    }
}
