package dev.gembourse.simulator;

import static dev.gembourse.simulator.Findings.require;

import dev.gembourse.events.leaderboard.LeaderboardEvent;
import dev.gembourse.events.leaderboard.LeaderboardEvent.GemsAwarded;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.OrderFilled;
import dev.gembourse.events.trading.TradingEvent.PartnerTradeRecorded;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.UnreadableMessage;
import dev.gembourse.leaderboard.player.Awarding;
import dev.gembourse.leaderboard.player.Player;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** I8: gems, recomputed from the journal of settlement. */
final class LeaderboardModel {

    private final Database database;
    private final Map<AccountId, Player> players = new HashMap<>();
    private long awards;
    private long trades;

    LeaderboardModel(Database database) {
        this.database = database;
    }

    void check() {
        require(
                database.table("leaderboard.quarantine").committed.isEmpty(),
                "I8: events were put aside: %s",
                database.table("leaderboard.quarantine").committed.values());
        for (int p = 0; p < Records.PARTITIONS; p++) {
            replay(p);
        }
        require(awards == trades, "I8: %d trades, partners' among them, but %d awards", trades, awards);
        require(
                database.table("leaderboard.award").committed.size() == awards,
                "I8: expected %d awards but there are %d",
                awards,
                database.table("leaderboard.award").committed.size());
        Table table = database.table("leaderboard.player");
        require(table.committed.size() == players.size(), "I8: expected %s but got %s", players, table.committed);
        players.values().forEach(player -> {
            Row row = table.committed.get(List.of(player.id().value()));
            require(
                    row != null
                            && row.number("gems") == player.gems()
                            && row.number("trade_count") == player.tradeCount()
                            && row.has("reached_at", player.reachedAt()),
                    "I8: expected %s but the row is %s",
                    player,
                    row);
        });
    }

    private void replay(int partition) {
        JournalWalk<LeaderboardEvent> journal =
                new JournalWalk<>(database, "leaderboard", partition, Contracts.LEADERBOARD_EVENTS);
        for (Row row : JournalWalk.rows(database, "trading", partition)) {
            TradingEvent event = read(row);
            trades += event instanceof TradeSettled
                            || event instanceof PartnerTradeRecorded
                            || (event instanceof OrderFilled fill && fill.first())
                    ? 1
                    : 0;
            StreamPosition cause = new StreamPosition(partition, row.number("seq"));
            List<LeaderboardEvent> facts = Awarding.decide(players.get(event.accountId()), event, cause);
            if (!facts.isEmpty()) {
                journal.next(event.operationId().toString(), event.toString(), now -> List.of(facts));
            }
            for (LeaderboardEvent fact : facts) {
                players.put(fact.accountId(), Awarding.apply(players.get(fact.accountId()), fact));
                awards += fact instanceof GemsAwarded ? 1 : 0;
            }
        }
        journal.end();
    }

    private static TradingEvent read(Row event) {
        try {
            return Contracts.TRADING_EVENTS.read(event.text("key"), event.text("type"), event.bytes("value"));
        } catch (UnreadableMessage e) {
            throw new Findings.Broken("I5: an event that cannot be read: " + event);
        }
    }
}
