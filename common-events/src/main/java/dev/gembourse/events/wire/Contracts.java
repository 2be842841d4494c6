package dev.gembourse.events.wire;

import dev.gembourse.events.leaderboard.LeaderboardEvent;
import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingEvent;
import java.util.List;

/**
 * The language of every topic. Commands are read strictly (an unknown member is refused, for it might have mattered to the
 * sender); events are read leniently (a newer sender may say more).
 */
public final class Contracts {

    public static final Contract<TradingCommand> TRADING_COMMANDS = Contract.of(
            Topics.TRADING_COMMANDS,
            TradingCommand.class,
            "trading",
            command -> command.accountId().toString(),
            Json.STRICT);

    public static final Contract<TradingEvent> TRADING_EVENTS = Contract.of(
            Topics.TRADING_EVENTS,
            TradingEvent.class,
            "trading",
            event -> event.accountId().toString(),
            Json.LENIENT);

    public static final Contract<MarketCommand> MARKET_COMMANDS = Contract.of(
            Topics.MARKET_COMMANDS,
            MarketCommand.class,
            "market",
            command -> command.symbol().value(),
            Json.STRICT);

    /** Also the language of {@link Topics#MARKET_STATE}, whose records are copies. */
    public static final Contract<MarketEvent> MARKET_EVENTS = Contract.of(
            Topics.MARKET_EVENTS,
            MarketEvent.class,
            "market",
            event -> event.symbol().value(),
            Json.LENIENT);

    public static final Contract<LeaderboardEvent> LEADERBOARD_EVENTS = Contract.of(
            Topics.LEADERBOARD_EVENTS,
            LeaderboardEvent.class,
            "leaderboard",
            event -> event.accountId().toString(),
            Json.LENIENT);

    private Contracts() {}

    public static List<Contract<?>> all() {
        return List.of(TRADING_COMMANDS, TRADING_EVENTS, MARKET_COMMANDS, MARKET_EVENTS, LEADERBOARD_EVENTS);
    }
}
