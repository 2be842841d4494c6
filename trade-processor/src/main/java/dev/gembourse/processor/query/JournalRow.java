package dev.gembourse.processor.query;

import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.UnreadableMessage;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads an event out of a row of a journal with the columns {@code key, type, value}. */
final class JournalRow {

    private JournalRow() {}

    static <E> E read(Contract<E> contract, ResultSet row) throws SQLException {
        return read(contract, row.getString("key"), row.getString("type"), row.getBytes("value"));
    }

    static <E> E read(Contract<E> contract, String key, String type, byte[] value) {
        try {
            return contract.read(key, type, value);
        } catch (UnreadableMessage e) {
            throw new IllegalStateException("expected a readable event in our own journal", e);
        }
    }
}
