package dev.gembourse.leaderboard.award;

import dev.gembourse.events.leaderboard.LeaderboardEvent.GemsAwarded;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import dev.gembourse.exactlyonce.CopyRows;
import dev.gembourse.leaderboard.player.Player;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One partition's rows. Everything happens within the engine's transaction, which holds the partition's row in {@code
 * progress}; no other transaction writes these rows, so the order of row locks does not matter.
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
            select u.account_id, ?, u.username, u.gems, u.trade_count, u.reached_at
              from unnest(?::uuid[], ?::text[], ?::bigint[], ?::bigint[], ?::timestamptz[])
                   as u (account_id, username, gems, trade_count, reached_at)
                on conflict (account_id) do update
               set gems = excluded.gems, trade_count = excluded.trade_count, reached_at = excluded.reached_at
             where stored.partition = excluded.partition
            """;

    private final int partition;
    private final CopyRows awards =
            new CopyRows("award", "partition", "source_seq", "account_id", "gems", "trade_count");

    AwardTables(int partition) {
        this.partition = partition;
    }

    /** Events up to here are in the journal already. */
    long toldSeq(Connection transaction) throws SQLException {
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
        List<Player> players = new ArrayList<>(ids.size());
        try (PreparedStatement statement = transaction.prepareStatement(LOAD)) {
            statement.setArray(1, array(transaction, "uuid", ids.stream().map(AccountId::value)));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    players.add(new Player(
                            new AccountId(rows.getObject(1, UUID.class)),
                            new Username(rows.getString(2)),
                            rows.getLong(3),
                            rows.getLong(4),
                            rows.getObject(5, OffsetDateTime.class).toInstant()));
                }
            }
        }
        return players;
    }

    /** Adds players and moves known ones to their new scores. */
    void writePlayers(Connection transaction, Collection<Player> players) throws SQLException {
        if (players.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = transaction.prepareStatement(SAVE)) {
            statement.setInt(1, partition);
            statement.setArray(
                    2,
                    array(
                            transaction,
                            "uuid",
                            players.stream().map(player -> player.id().value())));
            statement.setArray(
                    3,
                    array(
                            transaction,
                            "text",
                            players.stream().map(player -> player.username().value())));
            statement.setArray(4, array(transaction, "int8", players.stream().map(Player::gems)));
            statement.setArray(5, array(transaction, "int8", players.stream().map(Player::tradeCount)));
            statement.setArray(
                    6,
                    array(
                            transaction,
                            "timestamptz",
                            players.stream().map(player -> player.reachedAt().toString())));
            int written = statement.executeUpdate();
            if (written != players.size()) {
                throw new IllegalStateException(
                        "expected to write %d players of partition %d but got %d: some belong to another"
                                .formatted(players.size(), partition, written));
            }
        }
    }

    /** Keeps an award for {@link #writeAwards}. */
    void add(GemsAwarded award) {
        awards.integer(partition)
                .bigint(award.cause().index())
                .uuid(award.accountId().value())
                .integer(award.awarded())
                .bigint(award.tradeCount())
                .endRow();
    }

    /** Writes the awards that were kept; fails when one of them was given before. */
    void writeAwards(Connection transaction) throws SQLException {
        awards.copy(transaction);
    }

    private static Array array(Connection transaction, String type, Stream<?> values) throws SQLException {
        return transaction.createArrayOf(type, values.toArray());
    }
}
