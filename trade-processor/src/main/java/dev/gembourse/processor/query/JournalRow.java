package dev.gembourse.processor.query;

import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.UnreadableMessage;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads an event out of a row of a journal with the columns {@code key, type, value}. */
final class JournalRow {

    private JournalRow() {}

    static <E> E read(Contract<E> contract, ResultSet row) throws SQLException {
        try {
            return contract.read(row.getString("key"), row.getString("type"), row.getBytes("value"));
        } catch (UnreadableMessage e) {
            throw new IllegalStateException("expected a readable event in our own journal", e);
        }
    }
}
