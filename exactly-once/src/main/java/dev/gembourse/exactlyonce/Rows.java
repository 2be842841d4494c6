package dev.gembourse.exactlyonce;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PgArray;

/**
 * Collects the rows that one statement is to write. Values are appended column by column, each already in PostgreSQL's binary
 * format, and each method must match the column's type exactly ({@code bigint} is not {@code integer}); null becomes NULL.
 * {@link Writes} brings them to the server. The buffer is kept from batch to batch. Not thread-safe.
 */
public final class Rows {

    /**
     * Up to so many rows are inserted by a statement that shares its round trip with others; {@code COPY} needs three of its own,
     * and less for each row. The number is a guess.
     */
    static final int MOST_TO_INSERT = 100;

    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int CHUNK = 1 << 20;

    private final String statement;
    private final @Nullable String copy;
    private final @Nullable ColumnType[] types;
    private final BinaryFields fields = new BinaryFields();
    private int column;
    private int rows;

    private Rows(String statement, @Nullable String copy, int columns) {
        this.statement = statement;
        this.copy = copy;
        this.types = new ColumnType[columns];
        clear();
    }

    /**
     * Rows to insert into a table.
     *
     * @param table and columns are names as they stand in SQL, trusted and unquoted
     */
    public static Rows into(String table, String... columns) {
        String target = table + " (" + String.join(", ", List.of(columns)) + ")";
        String marks = String.join(", ", Collections.nCopies(columns.length, "?"));
        return new Rows(
                "insert into " + target + " select * from unnest(" + marks + ")",
                "copy " + target + " from stdin (format binary)",
                columns.length);
    }

    /**
     * Rows that are given to a statement, for example an update.
     *
     * @param statement has a question mark for each column, which stands for an array with the column's values; it must change as
     *     many rows as it is given
     */
    public static Rows given(String statement) {
        int columns = (int) statement.chars().filter(letter -> letter == '?').count();
        return new Rows(statement.strip(), null, columns);
    }

    /**
     * For text, varchar and enum-like text columns.
     *
     * @throws IllegalArgumentException when the text holds the character NUL, which PostgreSQL cannot store
     */
    public Rows text(@Nullable String value) {
        next(ColumnType.TEXT);
        fields.text(value);
        return this;
    }

    public Rows bigint(long value) {
        next(ColumnType.BIGINT);
        fields.int64(value);
        return this;
    }

    public Rows bigint(@Nullable Long value) {
        if (value != null) {
            return bigint(value.longValue());
        }
        next(ColumnType.BIGINT);
        fields.nul();
        return this;
    }

    public Rows integer(int value) {
        next(ColumnType.INTEGER);
        fields.int32(value);
        return this;
    }

    public Rows integer(@Nullable Integer value) {
        if (value != null) {
            return integer(value.intValue());
        }
        next(ColumnType.INTEGER);
        fields.nul();
        return this;
    }

    public Rows smallint(int value) {
        if (value != (short) value) {
            throw new IllegalArgumentException("expected a smallint but got " + value);
        }
        next(ColumnType.SMALLINT);
        fields.int16((short) value);
        return this;
    }

    public Rows smallint(@Nullable Integer value) {
        if (value != null) {
            return smallint(value.intValue());
        }
        next(ColumnType.SMALLINT);
        fields.nul();
        return this;
    }

    public Rows numeric(@Nullable BigDecimal value) {
        next(ColumnType.NUMERIC);
        fields.numeric(value);
        return this;
    }

    public Rows uuid(@Nullable UUID value) {
        next(ColumnType.UUID);
        fields.uuid(value);
        return this;
    }

    /** Keeps microseconds; what is finer is cut off. */
    public Rows timestamptz(@Nullable Instant value) {
        next(ColumnType.TIMESTAMPTZ);
        fields.timestamptz(value);
        return this;
    }

    public Rows bool(boolean value) {
        next(ColumnType.BOOLEAN);
        fields.bool(value);
        return this;
    }

    public Rows bool(@Nullable Boolean value) {
        if (value != null) {
            return bool(value.booleanValue());
        }
        next(ColumnType.BOOLEAN);
        fields.nul();
        return this;
    }

    public Rows bytea(byte @Nullable [] value) {
        next(ColumnType.BYTEA);
        fields.bytes(value);
        return this;
    }

    /** For jsonb columns; the text must be JSON. */
    public Rows jsonb(@Nullable String json) {
        next(ColumnType.JSONB);
        fields.jsonb(json);
        return this;
    }

    /** Ends a row, which must have a value for every column. */
    public void endRow() {
        if (column != types.length) {
            throw new IllegalStateException("expected " + types.length + " values in a row but got " + column);
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
        Arrays.fill(types, null);
    }

    /** Whether they go by {@code COPY}, with round trips of their own. */
    boolean areCopied() {
        return copy != null && rows > MOST_TO_INSERT;
    }

    /** The statement to which they are {@link #bind bound}. */
    String statement() {
        return statement;
    }

    /**
     * Binds each column as an array.
     *
     * @param first number of the statement's first parameter
     * @return number of the parameter that follows
     */
    int bind(PreparedStatement target, Connection connection, int first) throws SQLException {
        BaseConnection server = connection.unwrap(BaseConnection.class);
        List<byte[]> arrays = fields.arrays(SIGNATURE.length, rows, List.of(types));
        for (int i = 0; i < types.length; i++) {
            Array array = new PgArray(server, types[i].array, arrays.get(i));
            target.setArray(first + i, array);
        }
        return first + types.length;
    }

    /** Writes them with {@code COPY … FROM STDIN}, the fastest way in for many. */
    void copy(Connection connection) throws SQLException {
        fields.trailer();
        CopyIn target = connection.unwrap(BaseConnection.class).getCopyAPI().copyIn(copy);
        try {
            for (int from = 0; from < fields.length(); from += CHUNK) {
                target.writeToCopy(fields.array(), from, Math.min(CHUNK, fields.length() - from));
            }
            target.endCopy();
        } finally {
            if (target.isActive()) {
                target.cancelCopy();
            }
        }
    }

    /** A row must not be half given when the statement is sent. */
    void expectWhole() {
        if (column != 0) {
            throw new IllegalStateException("expected the last row to be ended");
        }
    }

    private void next(ColumnType type) {
        if (column == types.length) {
            throw new IllegalStateException("expected " + types.length + " values in a row but got more");
        }
        if (column == 0) {
            fields.tuple(types.length);
        }
        if (types[column] != type) {
            if (rows > 0) {
                throw new IllegalStateException(
                        "expected a value of type %s as in the rows before but got %s".formatted(types[column], type));
            }
            types[column] = type;
        }
        column++;
    }
}
