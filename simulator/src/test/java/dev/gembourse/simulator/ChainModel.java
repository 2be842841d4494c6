package dev.gembourse.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/** The chain of a journal's hashes, computed anew and without the engine's code, in which there may be a bug. */
final class ChainModel {

    private byte[] last = new byte[32];

    /** The hash of the row that follows. */
    byte[] next(Row row) {
        byte[] key = row.text("key").getBytes(StandardCharsets.UTF_8);
        byte[] type = row.text("type").getBytes(StandardCharsets.UTF_8);
        byte[] correlationId = row.text("correlation_id").getBytes(StandardCharsets.UTF_8);
        byte[] value = row.bytes("value");
        Instant at = (Instant) row.get("recorded_at");
        ByteBuffer all = ByteBuffer.allocate(
                32 + 7 * Long.BYTES + key.length + type.length + correlationId.length + value.length);
        all.put(last);
        all.putLong(row.number("partition")).putLong(row.number("seq"));
        all.putLong(1_000_000 * at.getEpochSecond() + at.getNano() / 1_000);
        all.putLong(key.length).put(key);
        all.putLong(type.length).put(type);
        all.putLong(correlationId.length).put(correlationId);
        all.putLong(value.length).put(value);
        try {
            last = MessageDigest.getInstance("SHA-256").digest(all.array());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return last;
    }

    byte[] last() {
        return last;
    }
}
