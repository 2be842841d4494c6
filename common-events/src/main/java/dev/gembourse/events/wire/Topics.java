package dev.gembourse.events.wire;

import java.util.List;

/** The names of the topics. A topic's name is also the name of its contract. */
public final class Topics {

    public static final String TRADING_COMMANDS = "trading.commands.v1";
    public static final String TRADING_EVENTS = "trading.events.v1";
    public static final String MARKET_COMMANDS = "market.commands.v1";
    public static final String MARKET_EVENTS = "market.events.v1";
    /** The newest state of each asset and unit: a compacted copy out of {@link #MARKET_EVENTS}. */
    public static final String MARKET_STATE = "market.state.v1";

    public static final String LEADERBOARD_EVENTS = "leaderboard.events.v1";

    private Topics() {}

    public static List<String> all() {
        return List.of(
                TRADING_COMMANDS, TRADING_EVENTS, MARKET_COMMANDS, MARKET_EVENTS, MARKET_STATE, LEADERBOARD_EVENTS);
    }

    /** Whether Kafka keeps only the newest record of each key. */
    public static boolean isCompacted(String topic) {
        return topic.equals(MARKET_STATE);
    }
}
