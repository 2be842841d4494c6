package dev.gembourse.processor.query;

import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.UnitBook;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.processor.market.MarketStage;
import dev.gembourse.processor.problem.Problem;
import dev.gembourse.processor.settlement.TradingStage;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One of the two parts of the service that decide operations.
 *
 * @param name of the stage and its schema
 * @param commands the topic of its commands
 * @param journal the language of its outcomes
 * @param view how an outcome is shown, by somebody who knows these units
 */
record Area<E>(
        String name, String commands, Contract<E> journal, BiFunction<UnitBook, Decided<E>, OperationView> view) {

    static final Area<TradingEvent> TRADING =
            new Area<>(TradingStage.NAME, Topics.TRADING_COMMANDS, Contracts.TRADING_EVENTS, TradingOutcomes::view);

    static final Area<MarketEvent> MARKET =
            new Area<>(MarketStage.NAME, Topics.MARKET_COMMANDS, Contracts.MARKET_EVENTS, MarketOutcomes::view);

    /** The area of this name, or both when none is named. */
    static List<Area<?>> named(@Nullable String name) {
        if (name == null) {
            return List.of(TRADING, MARKET);
        }
        return switch (name) {
            case TradingStage.NAME -> List.of(TRADING);
            case MarketStage.NAME -> List.of(MARKET);
            default -> throw Problem.badParameter("area", "expected trading or market but got another value");
        };
    }
}
