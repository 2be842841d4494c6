package dev.gembourse.processor.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Hands out numbers for new rows from blocks that were taken from the sequence beforehand. Unused ones are lost with it. */
final class Numbers {

    private static final int BLOCK = 1_000;

    private static final String TAKE = """
            select nextval('number')
              from generate_series(1, ?)
            """;

    private final Deque<Long> blocks = new ArrayDeque<>();
    private long next;
    private long end;

    /** Makes sure that as many numbers can be handed out without asking the database. */
    void reserve(Connection transaction, int needed) throws SQLException {
        long left = end - next + (long) blocks.size() * BLOCK;
        if (left >= needed) {
            return;
        }
        try (PreparedStatement take = transaction.prepareStatement(TAKE)) {
            take.setInt(1, (int) ((needed - left + BLOCK - 1) / BLOCK));
            try (ResultSet rows = take.executeQuery()) {
                while (rows.next()) {
                    blocks.add(rows.getLong(1));
                }
            }
        }
    }

    long next() {
        if (next == end) {
            next = blocks.remove();
            end = next + BLOCK;
        }
        return next++;
    }
}
