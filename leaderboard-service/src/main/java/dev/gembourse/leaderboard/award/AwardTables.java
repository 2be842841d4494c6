package dev.gembourse.leaderboard.award;

import dev.gembourse.events.leaderboard.LeaderboardEvent.GemsAwarded;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import dev.gembourse.exactlyonce.Rows;
import dev.gembourse.exactlyonce.Writes;
import dev.gembourse.leaderboard.player.Player;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * The rows of the stage. Everything happens within the engine's transaction, which holds the row of each partition concerned in
 * {@code progress}; no other transaction writes these rows, so the order of row locks does not matter.
 */
final class AwardTables {

    private static final String TOLD = """
            select coalesce(max(told_seq), 0)
              from rebuild
             where partition = ?
            """;

    private static final String LOAD = """
            select account_id, username, gems, trade_count, reached_at
              from player
             where account_id = any(?)
            """;

    /** A player of another partition is left alone, and is missed in the count of changed rows. */
    private static final String SAVE = """
            insert into player as stored (account_id, partition, username, gems, trade_count, reached_at)
            select *
              from unnest(?::uuid[], ?::integer[], ?::text[], ?::bigint[], ?::bigint[], ?::timestamptz[])
                on conflict (account_id) do update
               set gems = excluded.gems, trade_count = excluded.trade_count, reached_at = excluded.reached_at
             where stored.partition = excluded.partition
            """;

    private final Rows players = Rows.given(SAVE);
    private final Rows awards = Rows.into("award", "partition", "source_seq", "account_id", "gems", "trade_count");

    /** Events of the partition up to here are in the journal already. */
    long toldSeq(Connection transaction, int partition) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(TOLD)) {
            statement.setInt(1, partition);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Those of the accounts that are players. */
    List<Player> players(Connection transaction, Collection<AccountId> ids) throws SQLException {
        List<Player> found = new ArrayList<>(ids.size());
        try (PreparedStatement statement = transaction.prepareStatement(LOAD)) {
            Object[] sorted = ids.stream().map(AccountId::value).toArray();
            statement.setArray(1, transaction.createArrayOf("uuid", sorted));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new Player(
                            new AccountId(rows.getObject(1, UUID.class)),
                            new Username(rows.getString(2)),
                            rows.getLong(3),
                            rows.getLong(4),
                            rows.getObject(5, OffsetDateTime.class).toInstant()));
                }
            }
        }
        return found;
    }

    /** Keeps a player's new score for {@link #write}. */
    void add(int partition, Player player) {
        players.uuid(player.id().value())
                .integer(partition)
                .text(player.username().value())
                .bigint(player.gems())
                .bigint(player.tradeCount())
                .timestamptz(player.reachedAt())
                .endRow();
    }

    /** Keeps an award for {@link #write}. */
    void add(GemsAwarded award) {
        awards.integer(award.cause().partition())
                .bigint(award.cause().index())
                .uuid(award.accountId().value())
                .integer(award.awarded())
                .bigint(award.tradeCount())
                .endRow();
    }

    /** Writes what was kept; fails when an award was given before, or a player belongs to another partition. */
    void write(Writes writes) {
        writes.add(players);
        writes.add(awards);
    }
}
