package dev.gembourse.leaderboard.award;

import dev.gembourse.events.leaderboard.LeaderboardEvent;
import dev.gembourse.events.leaderboard.LeaderboardEvent.GemsAwarded;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.exactlyonce.BatchProcessor;
import dev.gembourse.exactlyonce.Input;
import dev.gembourse.exactlyonce.Journal;
import dev.gembourse.exactlyonce.Writes;
import dev.gembourse.leaderboard.player.Awarding;
import dev.gembourse.leaderboard.player.Player;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The shell around {@link Awarding}: load the players that are not cached, decide event by event, write players
 * and awards. The outcome depends only on the events, not on how they are cut into batches or on the time of day.
 */
final class AwardProcessor implements BatchProcessor<TradingEvent, LeaderboardEvent> {

    private final AwardTables tables = new AwardTables();
    private final PlayerCache players;
    private final TreeMap<AccountId, Changed> changed = new TreeMap<>();

    /** Of each partition, the last event whose consequences are in the journal already. */
    private final Map<Integer, Long> told = new HashMap<>();

    private record Changed(int partition, Player player) {}

    AwardProcessor(PlayerCache players) {
        this.players = players;
    }

    @Override
    public void load(Connection transaction, List<Input<TradingEvent>> batch) throws SQLException {
        TreeSet<AccountId> missing = new TreeSet<>();
        for (Input<TradingEvent> input : batch) {
            int partition = input.offset().partition();
            if (!told.containsKey(partition)) {
                told.put(partition, tables.toldSeq(transaction, partition));
            }
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
            changed.put(player.id(), new Changed(cause.partition(), player));
            if (fact instanceof GemsAwarded awarded) {
                tables.add(awarded);
            }
            if (cause.index() > told.getOrDefault(cause.partition(), 0L)) {
                journal.append(event.operationId().toString(), fact);
            }
        }
    }

    @Override
    public void write(Connection transaction, Writes writes) {
        changed.values().forEach(each -> tables.add(each.partition(), each.player()));
        tables.write(writes);
    }

    @Override
    public void committed() {
        changed.clear();
        players.trim();
    }
}
