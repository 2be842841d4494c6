package dev.gembourse.simulator;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Oid;

/** Reads values in PostgreSQL's binary format. */
final class BinaryValues {

    private static final Instant EPOCH_2000 = Instant.parse("2000-01-01T00:00:00Z");

    private static final Map<Integer, String> TYPES = Map.of(
            Oid.INT8, "bigint",
            Oid.INT4, "integer",
            Oid.INT2, "smallint",
            Oid.TEXT, "text",
            Oid.BYTEA, "bytea",
            Oid.UUID, "uuid",
            Oid.TIMESTAMPTZ, "timestamptz",
            Oid.NUMERIC, "numeric",
            Oid.BOOL, "boolean");

    private BinaryValues() {}

    /** The elements of an array of one dimension. */
    static @Nullable Object[] array(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int dimensions = in.getInt();
        in.getInt();
        String type = TYPES.get(in.getInt());
        int length = in.getInt();
        int lowerBound = in.getInt();
        if (dimensions != 1 || type == null || lowerBound != 1) {
            throw new UnsupportedOperationException("the simulator does not know this array");
        }
        @Nullable Object[] elements = new @Nullable Object[length];
        for (int i = 0; i < length; i++) {
            elements[i] = value(type, in);
        }
        return elements;
    }

    static @Nullable Object value(String type, ByteBuffer in) {
        int length = in.getInt();
        if (length == -1) {
            return null;
        }
        return switch (type) {
            case "bigint" -> in.getLong();
            case "integer" -> (long) in.getInt();
            case "smallint" -> (long) in.getShort();
            case "text" -> new String(raw(in, length), StandardCharsets.UTF_8);
            case "bytea" -> raw(in, length);
            case "uuid" -> new UUID(in.getLong(), in.getLong());
            case "timestamptz" -> EPOCH_2000.plusNanos(1_000 * in.getLong());
            case "numeric" -> numeric(in);
            case "boolean" -> in.get() != 0;
            default -> throw new UnsupportedOperationException("the simulator does not know the type " + type);
        };
    }

    private static byte[] raw(ByteBuffer in, int length) {
        byte[] raw = new byte[length];
        in.get(raw);
        return raw;
    }

    /** Groups of four digits; all columns keep 8 decimals. */
    private static BigDecimal numeric(ByteBuffer in) {
        int groups = in.getShort();
        int weight = in.getShort();
        boolean negative = in.getShort() != 0;
        in.getShort();
        BigInteger digits = BigInteger.ZERO;
        for (int i = 0; i < groups; i++) {
            digits = digits.multiply(BigInteger.valueOf(10_000)).add(BigInteger.valueOf(in.getShort()));
        }
        BigDecimal value = new BigDecimal(digits).scaleByPowerOfTen(4 * (weight - groups + 1));
        return (negative ? value.negate() : value).setScale(8);
    }
}
