package dev.gembourse.exactlyonce;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Chains the rows of one partition's journal: each has the SHA-256 over the hash of the row before it, the partition, its number,
 * the microseconds from 1970 to its time, its key, type, correlation id and value. Numbers are 8 bytes, big-endian; texts (as UTF-8)
 * and the value are preceded by their length. Not thread-safe.
 */
public final class JournalChain {

    private final MessageDigest sha256;
    private final int partition;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
    private JournalHash last;

    /** @param last of the row before the next one, or {@link JournalHash#START} */
    public JournalChain(int partition, JournalHash last) {
        this(sha256(), partition, last);
    }

    /** @param sha256 may serve several chains, one row at a time */
    JournalChain(MessageDigest sha256, int partition, JournalHash last) {
        this.sha256 = sha256;
        this.partition = partition;
        this.last = last;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform provides SHA-256", e);
        }
    }

    /** The hash of the row that follows. */
    public JournalHash next(long seq, Instant recordedAt, String key, String type, String correlationId, byte[] value) {
        sha256.reset(); // of a row that failed halfway
        sha256.update(last.shared());
        number(partition);
        number(seq);
        number(ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt));
        text(key);
        text(type);
        text(correlationId);
        number(value.length);
        sha256.update(value);
        last = new JournalHash(sha256.digest());
        return last;
    }

    /** The hash of the last row. */
    public JournalHash last() {
        return last;
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        sha256.update(utf8);
    }

    private void number(long value) {
        sha256.update(number.putLong(0, value).array());
    }
}
