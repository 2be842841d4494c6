package dev.gembourse.processor.portfolio;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.exactlyonce.BatchProcessor;
import dev.gembourse.exactlyonce.Stage;
import org.jspecify.annotations.Nullable;

/** Reads the journal of trading and keeps tables; tells nobody. */
public final class PortfolioStage implements Stage<TradingEvent, TradingEvent> {

    /** Also the name of the schema. */
    public static final String NAME = "portfolio";

    private final PortfolioSettings settings;

    public PortfolioStage(PortfolioSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Contract<TradingEvent> input() {
        return Contracts.TRADING_EVENTS;
    }

    @Override
    public @Nullable Contract<TradingEvent> output() {
        return null;
    }

    @Override
    public boolean inputIsJournal() {
        return true;
    }

    @Override
    public BatchProcessor<TradingEvent, TradingEvent> open() {
        return new PortfolioProcessor(new Portfolios(settings.cachedRows()), settings.tape());
    }
}
