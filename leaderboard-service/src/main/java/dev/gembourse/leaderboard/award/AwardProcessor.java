package dev.gembourse.leaderboard.award;

import dev.gembourse.events.leaderboard.LeaderboardEvent;
import dev.gembourse.events.leaderboard.LeaderboardEvent.GemsAwarded;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.exactlyonce.Input;
import dev.gembourse.exactlyonce.Journal;
import dev.gembourse.exactlyonce.PartitionProcessor;
import dev.gembourse.leaderboard.player.Awarding;
import dev.gembourse.leaderboard.player.Player;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One partition's shell around {@link Awarding}: load the players that are not cached, decide event by event, write players
 * and awards. The outcome depends only on the events, not on how they are cut into batches or on the time of day.
 */
final class AwardProcessor implements PartitionProcessor<TradingEvent, LeaderboardEvent> {

    private static final long UNKNOWN = -1;

    private final AwardTables tables;
    private final PlayerCache players;
    private final TreeMap<AccountId, Player> changed = new TreeMap<>();
    private long told = UNKNOWN;

    AwardProcessor(AwardTables tables, PlayerCache players) {
        this.tables = tables;
        this.players = players;
    }

    @Override
    public void load(Connection transaction, List<Input<TradingEvent>> batch) throws SQLException {
        if (told == UNKNOWN) {
            told = tables.toldSeq(transaction);
        }
        TreeSet<AccountId> missing = new TreeSet<>();
        for (Input<TradingEvent> input : batch) {
            AccountId id = input.value().accountId();
            if (Awarding.concerns(input.value()) && players.find(id) == null) {
                missing.add(id);
            }
        }
        if (!missing.isEmpty()) {
            tables.players(transaction, missing).forEach(players::put);
        }
    }

    @Override
    public void decide(Input<TradingEvent> input, Instant now, Journal<LeaderboardEvent> journal) {
        TradingEvent event = input.value();
        StreamPosition cause = Objects.requireNonNull(input.journalPosition(), "the input is a journal");
        Player player = players.find(event.accountId());
        for (LeaderboardEvent fact : Awarding.decide(player, event, cause)) {
            player = Awarding.apply(player, fact);
            players.put(player);
            changed.put(player.id(), player);
            if (fact instanceof GemsAwarded awarded) {
                tables.add(awarded);
            }
            if (cause.index() > told) {
                journal.append(event.operationId().toString(), fact);
            }
        }
    }

    @Override
    public void write(Connection transaction) throws SQLException {
        tables.writePlayers(transaction, changed.values());
        tables.writeAwards(transaction);
    }

    @Override
    public void committed() {
        changed.clear();
        players.trim();
    }
}
