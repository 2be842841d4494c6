package dev.gembourse.processor.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows one after the other, however many there are: the server keeps them until they are asked for. */
final class Cursor<T> implements AutoCloseable {

    private static final int ROWS_AT_A_TIME = 2_000;

    private final PreparedStatement statement;
    private final ResultSet rows;
    private final Reader<T> reader;
    private @Nullable T first;

    /** Makes something of the row at which the result stands. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Asks for the rows.
     *
     * @param connection not in auto-commit mode, or all rows would come at once
     * @param query has the partition as its only parameter
     */
    Cursor(Connection connection, String query, int partition, Reader<T> reader) throws SQLException {
        this(connection, query, Integer.valueOf(partition), reader);
    }

    /** Asks for the rows of all partitions, by a query without a parameter. */
    Cursor(Connection connection, String query, Reader<T> reader) throws SQLException {
        this(connection, query, null, reader);
    }

    private Cursor(Connection connection, String query, @Nullable Integer partition, Reader<T> reader)
            throws SQLException {
        this.reader = reader;
        this.statement = connection.prepareStatement(query);
        statement.setFetchSize(ROWS_AT_A_TIME);
        if (partition != null) {
            statement.setInt(1, partition);
        }
        this.rows = statement.executeQuery();
        step();
    }

    /** The row that comes next; null after the last. */
    @Nullable
    T peek() {
        return first;
    }

    /** Takes the row that comes next; null after the last. */
    @Nullable
    T next() throws SQLException {
        T row = first;
        step();
        return row;
    }

    private void step() throws SQLException {
        first = rows.next() ? reader.read(rows) : null;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
