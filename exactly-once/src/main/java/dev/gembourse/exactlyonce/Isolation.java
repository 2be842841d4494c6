package dev.gembourse.exactlyonce;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the record under which the process dies each time, by counting in the database what a dead process cannot count.
 *
 * <p>An owner adds one to {@code takeovers} before its first batch, and every commit sets it to 0. When several owners in a
 * row have left nothing but their count, records are tried one by one, each noted as the suspect before it is processed. One
 * under which the process has died often enough is quarantined. Once as many records as a batch may hold have passed, the
 * danger is over. In ordinary life this costs one small update per take-over.
 *
 * <p>Only death counts: an owner that gives the partition back without a commit takes its count back.
 */
final class Isolation {

    private static final Logger LOG = LoggerFactory.getLogger(Isolation.class);

    private static final String COUNT_OWNER = """
            update progress
               set takeovers = takeovers + 1
             where topic = ? and partition = ? and next_offset = ? and journal_seq = ? and interventions = ?
            returning takeovers
            """;

    private static final String COUNT_TRY = """
            update progress
               set suspect_tries = case when suspect_offset = ? then suspect_tries + 1 else 1 end, suspect_offset = ?
             where topic = ? and partition = ? and next_offset = ? and journal_seq = ? and interventions = ?
            returning suspect_tries
            """;

    private static final String WITHDRAW = """
            update progress
               set takeovers = greatest(takeovers - 1, 0),
                   suspect_tries = case when suspect_offset = ? then greatest(suspect_tries - 1, 0) else suspect_tries end
             where topic = ? and partition = ? and next_offset = ? and journal_seq = ? and interventions = ?
            """;

    private static final long NONE = -1;

    private final String topic;
    private final Resources resources;
    private boolean counted;
    private int takeovers;
    private int recordsLeft;
    private long tried = NONE;
    private boolean mayTry;

    Isolation(String topic, Resources resources) {
        this.topic = topic;
        this.resources = resources;
    }

    /** Before a batch: counts this owner, once. */
    void begin(Progress at) throws SQLException {
        if (counted) {
            return;
        }
        takeovers = count(COUNT_OWNER, at, NONE);
        counted = true;
        if (takeovers >= resources.settings().suspiciousTakeovers()) {
            recordsLeft = resources.settings().maxBatchRecords();
            LOG.warn(
                    "{}-{}: {} owners in a row have not settled anything from offset {} on; trying the next {} records one by one",
                    topic,
                    at.partition(),
                    takeovers,
                    at.nextOffset(),
                    recordsLeft);
        }
    }

    /** Whether each record is to be settled alone. */
    boolean isActive() {
        return recordsLeft > 0;
    }

    /** Before a record is settled alone: notes it as the suspect. False when too many processes have died under it. */
    boolean mayTry(Progress at, long offset) throws SQLException {
        if (tried != offset) {
            int tries = count(COUNT_TRY, at, offset);
            tried = offset;
            mayTry = tries <= resources.settings().maxTries();
        }
        return mayTry;
    }

    /** What the next commit stores as the number of take-overs: none, unless the danger goes on. */
    int takeoversAfter(int records) {
        return recordsLeft > records ? takeovers : 0;
    }

    void committed(int records) {
        tried = NONE;
        if (recordsLeft > 0) {
            recordsLeft = Math.max(0, recordsLeft - records);
            if (recordsLeft == 0) {
                LOG.info("{}: the danger is over, settling in batches again", topic);
            }
        }
        if (recordsLeft == 0) {
            takeovers = 0;
        }
    }

    /** The partition is given back by a process that is alive: what it counted and did not commit was no death. */
    void withdraw(Progress at) throws SQLException {
        if (!counted || takeovers == 0) {
            return;
        }
        counted = false;
        try (Connection connection = resources.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(WITHDRAW)) {
            statement.setLong(1, tried);
            place(statement, 2, at);
            statement.executeUpdate();
        }
    }

    private int count(String sql, Progress at, long offset) throws SQLException {
        try (Connection connection = resources.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = 1;
            if (offset != NONE) {
                statement.setLong(next++, offset);
                statement.setLong(next++, offset);
            }
            place(statement, next, at);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new FenceLost(topic, at);
                }
                return row.getInt(1);
            }
        }
    }

    private void place(PreparedStatement statement, int first, Progress at) throws SQLException {
        statement.setString(first, topic);
        statement.setInt(first + 1, at.partition());
        statement.setLong(first + 2, at.nextOffset());
        statement.setLong(first + 3, at.journalSeq());
        statement.setInt(first + 4, at.interventions());
    }
}
