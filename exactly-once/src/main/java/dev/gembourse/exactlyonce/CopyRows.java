package dev.gembourse.exactlyonce;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Collects rows and writes them with {@code COPY … FROM STDIN} in PostgreSQL's binary format, the fastest way in. Values are
 * appended column by column, and each method must match the column's type exactly ({@code bigint} is not {@code integer});
 * null becomes NULL. The buffer is kept from batch to batch. Not thread-safe.
 */
public final class CopyRows {

    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int CHUNK = 1 << 20;

    private final String statement;
    private final int columns;
    private final BinaryFields fields = new BinaryFields();
    private int column;
    private int rows;

    /**
     * @param table and columns are names as they stand in SQL, trusted and unquoted
     */
    public CopyRows(String table, String... columns) {
        this.statement = "copy " + table + " (" + String.join(", ", List.of(columns)) + ") from stdin (format binary)";
        this.columns = columns.length;
        clear();
    }

    /**
     * For text, varchar and enum-like text columns.
     *
     * @throws IllegalArgumentException when the text holds the character NUL, which PostgreSQL cannot store
     */
    public CopyRows text(@Nullable String value) {
        next();
        fields.text(value);
        return this;
    }

    public CopyRows bigint(long value) {
        next();
        fields.int64(value);
        return this;
    }

    public CopyRows integer(int value) {
        next();
        fields.int32(value);
        return this;
    }

    public CopyRows smallint(int value) {
        if (value != (short) value) {
            throw new IllegalArgumentException("expected a smallint but got " + value);
        }
        next();
        fields.int16((short) value);
        return this;
    }

    public CopyRows numeric(@Nullable BigDecimal value) {
        next();
        fields.numeric(value);
        return this;
    }

    public CopyRows uuid(@Nullable UUID value) {
        next();
        fields.uuid(value);
        return this;
    }

    /** Keeps microseconds; what is finer is cut off. */
    public CopyRows timestamptz(@Nullable Instant value) {
        next();
        fields.timestamptz(value);
        return this;
    }

    public CopyRows bool(boolean value) {
        next();
        fields.bool(value);
        return this;
    }

    public CopyRows bytea(byte @Nullable [] value) {
        next();
        fields.bytes(value);
        return this;
    }

    /** For jsonb columns; the text must be JSON. */
    public CopyRows jsonb(@Nullable String json) {
        next();
        fields.jsonb(json);
        return this;
    }

    public CopyRows nul() {
        next();
        fields.nul();
        return this;
    }

    /** Ends a row, which must have a value for every column. */
    public void endRow() {
        if (column != columns) {
            throw new IllegalStateException("expected " + columns + " values in a row but got " + column);
        }
        column = 0;
        rows++;
    }

    /** The number of rows collected. */
    public int size() {
        return rows;
    }

    public boolean isEmpty() {
        return rows == 0;
    }

    /** Forgets what was collected. */
    public void clear() {
        fields.clear();
        fields.raw(SIGNATURE);
        column = 0;
        rows = 0;
    }

    /**
     * Writes the collected rows within the connection's transaction and forgets them, whether it works or not. Without rows it
     * does not ask the server at all.
     *
     * @return the number of rows written
     */
    public long copy(Connection connection) throws SQLException {
        if (column != 0) {
            throw new IllegalStateException("expected the last row to be ended");
        }
        if (rows == 0) {
            return 0;
        }
        try {
            fields.trailer();
            return send(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement));
        } finally {
            clear();
        }
    }

    private long send(CopyIn copy) throws SQLException {
        try {
            for (int from = 0; from < fields.length(); from += CHUNK) {
                copy.writeToCopy(fields.array(), from, Math.min(CHUNK, fields.length() - from));
            }
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void next() {
        if (column == columns) {
            throw new IllegalStateException("expected " + columns + " values in a row but got more");
        }
        if (column++ == 0) {
            fields.tuple(columns);
        }
    }
}
