package dev.gembourse.bench.invariant;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.OrderFilled;
import dev.gembourse.events.trading.TradingEvent.PartnerTradeRecorded;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Username;
import dev.gembourse.events.view.LeaderboardView;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.GemRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** I8: folds {@code trading.events.v1} from its beginning and compares gems, awards and ranks with what the leaderboard has. */
final class BoardCheck {

    private static final int PAGE = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final class Player {
        final Username username;
        long trades;

        Player(Username username) {
            this.username = username;
        }

        long gems() {
            return GemRule.gems(trades);
        }
    }

    private final Target target;
    private final Findings findings;
    private final Map<AccountId, Player> players = new HashMap<>();
    private final List<StreamPosition> lasts = new ArrayList<>();
    private long awards;

    BoardCheck(Target target, Findings findings) {
        this.target = target;
        this.findings = findings;
    }

    void check() throws SQLException {
        int partitions = PartitionLog.partitions(target.kafka(), Topics.TRADING_EVENTS);
        for (int partition = 0; partition < partitions; partition++) {
            try (JournalLog<TradingEvent> journal =
                    new JournalLog<>(target.kafka(), Contracts.TRADING_EVENTS, partition)) {
                journal.forEachRemaining(entry -> fold(entry.event()));
                lasts.add(new StreamPosition(partition, journal.last()));
            }
        }
        try (Connection board = target.board()) {
            comparePlayers(board);
            compareAwards(board);
        }
        compareRanks();
    }

    private void fold(TradingEvent event) {
        if (event instanceof AccountOpened opened) {
            players.put(opened.accountId(), new Player(opened.username()));
        } else if (event instanceof TradeSettled
                || event instanceof PartnerTradeRecorded
                || (event instanceof OrderFilled fill && fill.first())) {
            Player player = players.get(event.accountId());
            if (player == null) {
                findings.add("I8", event.accountId() + " traded before it was opened");
            } else {
                player.trades++;
                awards++;
            }
        }
    }

    private void comparePlayers(Connection board) throws SQLException {
        long[] stored = {0};
        Query.forEach(board, "select account_id, username, gems, trade_count from leaderboard.player", row -> {
            stored[0]++;
            AccountId id = new AccountId(row.getObject("account_id", UUID.class));
            compare(id, row.getString("username"), row.getLong("gems"), row.getLong("trade_count"), "in its table");
        });
        findings.expect(
                stored[0] == players.size(), "I8", "expected " + players.size() + " players but got " + stored[0]);
    }

    private void compareAwards(Connection board) throws SQLException {
        Query.forEach(
                board,
                "select account_id, count(*) as awards, sum(gems) as gems from leaderboard.award group by account_id",
                row -> {
                    AccountId id = new AccountId(row.getObject("account_id", UUID.class));
                    Player player = players.get(id);
                    awards -= row.getLong("awards");
                    if (player == null
                            || player.trades != row.getLong("awards")
                            || player.gems() != row.getLong("gems")) {
                        findings.add(
                                "I8",
                                "%s has %d awards of %d gems"
                                        .formatted(id, row.getLong("awards"), row.getLong("gems")));
                    }
                });
        findings.expect(awards == 0, "I8", awards + " trades have not been awarded");
    }

    private void compareRanks() {
        Map<Long, Long> ranks = ranks();
        long listed = 0;
        long before = Long.MAX_VALUE;
        try (Gateway leaderboard = new Gateway(target.leaderboard(), PATIENCE)) {
            for (StreamPosition last : lasts) {
                leaderboard.get("/v1/leaderboard?limit=1&at-least=" + last, LeaderboardView.class);
            }
            @Nullable String cursor = null;
            do {
                LeaderboardView page = leaderboard.get(
                        "/v1/leaderboard?limit=" + PAGE + (cursor == null ? "" : "&cursor=" + cursor),
                        LeaderboardView.class);
                for (LeaderboardView.Entry entry : page.entries()) {
                    listed++;
                    compare(
                            entry.accountId(),
                            entry.username().value(),
                            entry.gems(),
                            entry.tradeCount(),
                            "on the board");
                    long rank = ranks.getOrDefault(entry.gems(), 0L);
                    findings.expect(
                            entry.rank() == rank && entry.gems() <= before,
                            "I8",
                            "expected rank " + rank + " after " + before + " gems but got " + entry);
                    before = entry.gems();
                }
                cursor = page.page().nextCursor();
            } while (cursor != null);
        }
        findings.expect(
                listed == players.size(), "I8", "expected " + players.size() + " on the board but got " + listed);
    }

    /** The rank of each number of gems: 1 + how many players have more. */
    private Map<Long, Long> ranks() {
        TreeMap<Long, Long> count = new TreeMap<>();
        players.values().forEach(player -> count.merge(player.gems(), 1L, Long::sum));
        Map<Long, Long> ranks = new HashMap<>();
        long better = 0;
        for (Map.Entry<Long, Long> gems : List.copyOf(count.descendingMap().entrySet())) {
            ranks.put(gems.getKey(), better + 1);
            better += gems.getValue();
        }
        return ranks;
    }

    private void compare(AccountId id, String username, long gems, long trades, String where) {
        Player player = players.get(id);
        if (player == null
                || !player.username.value().equals(username)
                || player.trades != trades
                || player.gems() != gems) {
            findings.add(
                    "I8",
                    "%s (%s) has %d gems for %d trades %s, but should have %s"
                            .formatted(
                                    id,
                                    username,
                                    gems,
                                    trades,
                                    where,
                                    player == null ? "no place" : player.gems() + " for " + player.trades));
        }
    }
}
