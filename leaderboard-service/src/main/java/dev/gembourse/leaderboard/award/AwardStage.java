package dev.gembourse.leaderboard.award;

import dev.gembourse.events.leaderboard.LeaderboardEvent;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.exactlyonce.BatchProcessor;
import dev.gembourse.exactlyonce.Stage;

/** Reads the journal of trading, writes the journal of the leaderboard. */
public final class AwardStage implements Stage<TradingEvent, LeaderboardEvent> {

    /** The stage's name, and so that of its schema. */
    public static final String NAME = "leaderboard";

    /** Where the tables come from, for the engine's database. */
    public static final String MIGRATIONS = "classpath:db/leaderboard";

    private final int cachedPlayers;

    /** @param cachedPlayers how many players each consumer thread keeps in memory between batches */
    public AwardStage(int cachedPlayers) {
        this.cachedPlayers = cachedPlayers;
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
    public Contract<LeaderboardEvent> output() {
        return Contracts.LEADERBOARD_EVENTS;
    }

    @Override
    public boolean inputIsJournal() {
        return true;
    }

    @Override
    public BatchProcessor<TradingEvent, LeaderboardEvent> open() {
        return new AwardProcessor(new PlayerCache(cachedPlayers));
    }
}
