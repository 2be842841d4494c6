package dev.gembourse.simulator;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A connection's session at the server, with its transaction: what it has written is seen by itself only, and whoever else
 * wants to write the same row waits until it has ended. Each statement sees what has been committed by then.
 */
final class Session {

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(8);

    /** A row that can be locked, be it there or not. */
    record RowKey(Table table, List<@Nullable Object> key) {}

    private record Write(Table table, @Nullable Row row) {}

    final String schema;
    private final World world;
    private final Database database;
    private final Map<RowKey, Write> writes = new LinkedHashMap<>();
    private final Set<RowKey> locked = new LinkedHashSet<>();
    /** The process at the other end; null when it is a check. */
    final @Nullable Task owner;

    private long usedNanos;
    private boolean broken;

    Session(World world, Database database, String schema) {
        this.world = world;
        this.database = database;
        this.schema = schema;
        this.usedNanos = world.nanos();
        this.owner = world.current();
    }

    World world() {
        return world;
    }

    Database database() {
        return database;
    }

    Table table(String name) {
        return database.table(schema + "." + name);
    }

    /** Notes that the client is there. */
    void used() throws SQLException {
        if (broken) {
            throw Database.lost("the session has been ended");
        }
        usedNanos = world.nanos();
    }

    boolean isBroken() {
        return broken;
    }

    boolean isIdleForLong() {
        return !locked.isEmpty() && world.nanos() - usedNanos > IDLE_TIMEOUT.toNanos();
    }

    Stream<Row> rows(Table table, Predicate<Row> where) {
        Map<List<@Nullable Object>, Row> all = table.committed;
        if (!writes.isEmpty()) {
            all = new LinkedHashMap<>(all);
            for (Map.Entry<RowKey, Write> write : writes.entrySet()) {
                if (write.getKey().table() == table) {
                    all.put(write.getKey().key(), write.getValue().row());
                }
            }
            all.values().removeIf(row -> row == null);
        }
        List<Row> found = new ArrayList<>();
        for (Row row : all.values()) {
            if (where.test(row)) {
                found.add(row);
            }
        }
        return found.stream();
    }

    @Nullable
    Row row(Table table, @Nullable Object... key) {
        List<@Nullable Object> itsKey = Row.plain(key);
        Write write = writes.get(new RowKey(table, itsKey));
        return write != null ? write.row() : table.committed.get(itsKey);
    }

    /** Waits for the row, and returns it as it is then. */
    @Nullable
    Row lock(Table table, @Nullable Object... key) throws SQLException {
        lock(new RowKey(table, Row.plain(key)));
        return row(table, key);
    }

    void insert(Table table, Row row) throws SQLException {
        if (!insertIfAbsent(table, row)) {
            throw new SQLException("duplicate key in " + table + ": " + table.keyOf(row), "23505");
        }
    }

    /** Returns whether it was absent. */
    boolean insertIfAbsent(Table table, Row row) throws SQLException {
        RowKey key = new RowKey(table, table.keyOf(row));
        lock(key);
        Write mine = writes.get(key);
        boolean absent = mine == null ? !table.committed.containsKey(key.key()) : mine.row() == null;
        if (absent) {
            List<String> unique = table.unique;
            if (unique != null) {
                lock(new RowKey(table, row.all(unique)));
                List<@Nullable Object> values = row.all(unique);
                if (rows(table, other -> other.all(unique).equals(values))
                        .findAny()
                        .isPresent()) {
                    throw new SQLException("duplicate " + unique + " in " + table + ": " + values, "23505");
                }
            }
            put(table, row);
        }
        return absent;
    }

    /** Changes a row that was found by {@link #lock}. */
    void put(Table table, Row row) throws SQLException {
        if (!table.check.test(row)) {
            throw new SQLException("a check of " + table + " fails: " + row, "23514");
        }
        RowKey key = new RowKey(table, table.keyOf(row));
        lock(key);
        writes.put(key, new Write(table, row));
    }

    void delete(Table table, @Nullable Object... key) throws SQLException {
        RowKey itsKey = new RowKey(table, Row.plain(key));
        lock(itsKey);
        writes.put(itsKey, new Write(table, null));
    }

    boolean hasWritten() {
        return !writes.isEmpty();
    }

    /** What has been written becomes visible to all, at once. */
    void commit() {
        for (Map.Entry<RowKey, Write> write : writes.entrySet()) {
            Table table = write.getKey().table();
            Row row = write.getValue().row();
            if (row == null) {
                table.committed.remove(write.getKey().key());
            } else {
                database.watch(table, table.committed.put(write.getKey().key(), row), row);
            }
        }
        rollback();
    }

    void rollback() {
        writes.clear();
        locked.forEach(database.locks::remove);
        locked.clear();
    }

    /** Ends the session from the server's side. */
    void end() {
        rollback();
        broken = true;
    }

    private void lock(RowKey key) throws SQLException {
        if (database.locks.get(key) == this) {
            return;
        }
        boolean free = world.current() == null || world.await(() -> database.isFree(key), LOCK_TIMEOUT);
        used();
        if (!free) {
            throw new SQLException("a lock of " + key + " was not to be had in time", "55P03");
        }
        database.locks.put(key, this);
        locked.add(key);
    }
}
