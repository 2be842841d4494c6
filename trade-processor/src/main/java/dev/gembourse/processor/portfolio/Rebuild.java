package dev.gembourse.processor.portfolio;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Makes everything anew from the first event on. The tables are emptied and the stage is sent back to offset 0 in one transaction; the
 * engine then goes through the history as it goes through anything else. Until a partition is as far as it was, nothing of it is shown.
 *
 * <p>Locks the rows of {@code progress} in the order of the partitions, as the engine locks one of them before any other row, then the
 * tables exclusively. Whoever was in the middle of a batch finds the fence moved and begins anew.
 */
public final class Rebuild {

    private static final String LOCK = """
            select partition
              from progress
             where topic = ?
             order by partition
               for update
            """;

    private static final String NOTE = """
            insert into rebuild (number, partition, until_seq, why)
            select (select coalesce(max(number), 0) + 1 from rebuild), p.partition,
                   greatest(p.source_seq, (select coalesce(max(until_seq), 0) from rebuild r where r.partition = p.partition)),
                   ?
              from progress p
             where p.topic = ?
            """;

    private static final String AUDIT = """
            insert into intervention (recorded_at, kind, topic, partition, from_offset, to_offset, why)
            select now(), 'rebuild', topic, partition, next_offset, 0, ?
              from progress
             where topic = ?
            """;

    private static final String EMPTY = "select empty_portfolios()";

    /** As an operator's intervention: the engine notices its number and looks for its place again. */
    private static final String BACK = """
            update progress
               set next_offset = 0, leader_epoch = null, source_seq = 0, source_seen = 0,
                   interventions = interventions + 1, takeovers = 0, suspect_offset = null, suspect_tries = 0
             where topic = ?
            """;

    private static final String NUMBER = """
            select coalesce(max(number), 0)
              from rebuild
            """;

    private final DataSource dataSource;
    private final String topic;

    /** @param topic the input of the stage, whose rows of progress are reset */
    public Rebuild(DataSource dataSource, String topic) {
        this.dataSource = dataSource;
        this.topic = topic;
    }

    /**
     * Begins a rebuild. The topic must hold its whole history; where it does not, the partition stops and says so.
     *
     * @param why is kept with the note
     * @return the number of the rebuild
     */
    public int begin(String why) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int number = begin(connection, why);
                connection.commit();
                return number;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private int begin(Connection connection, String why) throws SQLException {
        run(connection, LOCK, topic);
        run(connection, NOTE, why, topic);
        run(connection, AUDIT, why, topic);
        run(connection, EMPTY);
        run(connection, BACK, topic);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(NUMBER)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void run(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }
}
