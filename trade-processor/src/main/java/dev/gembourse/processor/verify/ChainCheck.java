package dev.gembourse.processor.verify;

import dev.gembourse.exactlyonce.JournalChain;
import dev.gembourse.exactlyonce.JournalHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * A partition's journal: numbers from 1 on without a gap, hashes that follow from each other and from the rows, those that were kept
 * earlier among them, and an end that is the one in {@code progress}.
 */
final class ChainCheck {

    private static final String END = """
            select journal_seq, journal_hash
              from progress
             where partition = ?
            """;

    private final String schema;
    private final int partition;
    private final NavigableMap<Long, JournalHash> kept;
    private final JournalChain chain;
    private long seq;
    private long older;

    ChainCheck(String schema, int partition, KeptHashes kept) {
        this.schema = schema;
        this.partition = partition;
        this.kept = kept.of(schema, partition);
        this.chain = new JournalChain(partition, JournalHash.START);
    }

    void next(JournalRow row) throws Broken {
        seq++;
        if (row.seq() != seq) {
            throw new Broken(place(), "an event with this number", "none; the next is " + row.seq());
        }
        if (row.hash() == null && older == seq - 1) {
            older++;
        } else {
            compare(row);
        }
        JournalHash earlier = kept.get(seq);
        if (earlier != null && !earlier.equals(chain.last())) {
            throw new Broken(
                    place(),
                    "the hash " + earlier + " that was kept",
                    chain.last() + ", so this row or one before it was written anew");
        }
    }

    private void compare(JournalRow row) throws Broken {
        JournalHash hash =
                chain.next(row.seq(), row.recordedAt(), row.key(), row.type(), row.correlationId(), row.value());
        if (!Arrays.equals(hash.bytes(), row.hash())) {
            throw new Broken(
                    place(),
                    "the hash " + hash + " of this row and those before it",
                    row.hash() == null ? "none" : HexFormat.of().formatHex(row.hash()));
        }
    }

    /** After the last row. */
    void end(Connection snapshot) throws SQLException, Broken {
        try (PreparedStatement statement = snapshot.prepareStatement(END)) {
            statement.setInt(1, partition);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    end(row.getLong(1), HexFormat.of().formatHex(row.getBytes(2)));
                }
            }
        }
        Map.Entry<Long, JournalHash> last = kept.lastEntry();
        if (last != null && last.getKey() > seq) {
            throw new Broken(
                    place(last.getKey()), "an event with the hash " + last.getValue() + " that was kept", "none");
        }
    }

    private void end(long journalSeq, String journalHash) throws Broken {
        if (journalSeq > seq) {
            throw new Broken(place(seq + 1), "an event, for progress says that there are " + journalSeq, "none");
        }
        if (journalSeq < seq) {
            throw new Broken(place(journalSeq + 1), "no event, for progress says that there are " + journalSeq, "one");
        }
        if (!journalHash.equals(chain.last().toString())) {
            throw new Broken(place() + " in progress", "the hash " + chain.last(), journalHash);
        }
    }

    /** How many rows are older than the chain. */
    long older() {
        return older;
    }

    long seq() {
        return seq;
    }

    /** What to keep of it. */
    String line() {
        return KeptHashes.line(schema, partition, seq, chain.last());
    }

    private String place() {
        return place(seq);
    }

    private String place(@Nullable Long number) {
        return schema + " event " + partition + "." + number;
    }
}
