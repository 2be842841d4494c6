package dev.gembourse.bench.settle;

import dev.gembourse.events.wire.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Looks at settlement's own tables from outside while it works. */
final class SettlementProbe {

    private static final Duration GLANCE = Duration.ofMillis(10);

    private static final String PROCESSED = """
            select coalesce(sum(next_offset), 0)
              from trading.progress
             where topic = ?
            """;

    private static final String SEQUENCES = """
            select coalesce(sum(journal_seq), 0)
              from trading.progress
             where topic = ?
            """;

    private static final String WAL = "select pg_current_wal_lsn() - '0/0'::pg_lsn";

    /** The batches since a moment: all events of a batch have its time. Finds them by number, since no index has the time. */
    private static final String BATCHES = """
            select min(recorded_at) as first,
                   count(*) as batches,
                   percentile_disc(0.5) within group (order by events) as median
              from (select partition, recorded_at, count(*) as events
                      from (select partition, journal_seq, trading.first_seq_at(partition, ?) as first_seq
                              from trading.progress
                             where topic = ?
                            offset 0) as place
                      join trading.journal using (partition)
                     where seq between first_seq and journal_seq
                     group by partition, recorded_at) as batch
            """;

    /** Batches of a round: when the first began, how many there were, and how large the median one was. */
    record Batches(Instant first, long count, long median) {}

    private final Connection connection;

    SettlementProbe(Connection connection) {
        this.connection = connection;
    }

    /** How many commands have taken effect. */
    long processed() throws SQLException {
        return number(PROCESSED, Topics.TRADING_COMMANDS);
    }

    /** How many events the journal has. */
    long events() throws SQLException {
        return number(SEQUENCES, Topics.TRADING_COMMANDS);
    }

    long walBytes() throws SQLException {
        return number(WAL, null);
    }

    /** Waits until so many commands have taken effect; the moment at which that was seen, or null when it was too late. */
    @Nullable
    Instant awaitProcessed(long commands, Duration atMost, LongConsumer progress)
            throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < deadline) {
            long now = processed();
            Instant seen = Instant.now();
            progress.accept(now);
            if (now >= commands) {
                return seen;
            }
            Thread.sleep(GLANCE);
        }
        return null;
    }

    Batches batchesSince(Instant moment) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BATCHES)) {
            select.setTimestamp(1, Timestamp.from(moment));
            select.setString(2, Topics.TRADING_COMMANDS);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Batches(
                        row.getTimestamp("first").toInstant(), row.getLong("batches"), row.getLong("median"));
            }
        }
    }

    private long number(String sql, @Nullable String parameter) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            if (parameter != null) {
                select.setString(1, parameter);
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
