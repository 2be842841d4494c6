package dev.gembourse.exactlyonce;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values in PostgreSQL's binary format: each is its length in 4 bytes and then its bytes, all big-endian. */
final class BinaryFields {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int INITIAL = 1 << 10;
    private static final int ARRAY_HEADER = 20;
    private static final int KEPT = 1 << 23;
    private static final long EPOCH_2000 = 946_684_800;
    private static final int BASE = 10_000;
    private static final int BASE_DIGITS = 4;
    private static final long[] POWERS = {1, 10, 100, 1000};
    private static final int MAX_SCALE = 16_383;
    private static final int MAX_WHOLE_DIGITS = 131_072;
    private static final short NEGATIVE = 0x4000;

    private byte[] bytes = new byte[INITIAL];
    private int length;
    private short[] digits = new short[16];

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[INITIAL];
        }
    }

    void raw(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    void tuple(int columns) {
        reserve(2);
        putShort(columns);
    }

    /**
     * The values of rows column by column, each column as an array in PostgreSQL's binary format: the number of dimensions, whether
     * there are nulls, the type of the elements, the length, the number of the first element, then the elements as they are in rows.
     *
     * @param begin where the first row begins
     */
    List<byte[]> arrays(int begin, int rows, List<ColumnType> columns) {
        int[] lengths = new int[columns.size()];
        int[] nulls = new int[columns.size()];
        int at = begin;
        for (int row = 0; row < rows; row++) {
            at += 2;
            for (int column = 0; column < lengths.length; column++) {
                int size = (int) INT.get(bytes, at);
                nulls[column] |= size >>> 31;
                lengths[column] += 4 + Math.max(0, size);
                at += 4 + Math.max(0, size);
            }
        }
        List<byte[]> arrays = new ArrayList<>(lengths.length);
        for (int column = 0; column < lengths.length; column++) {
            byte[] array = new byte[ARRAY_HEADER + lengths[column]];
            INT.set(array, 0, 1);
            INT.set(array, 4, nulls[column]);
            INT.set(array, 8, columns.get(column).element);
            INT.set(array, 12, rows);
            INT.set(array, 16, 1);
            arrays.add(array);
        }
        fill(arrays, begin, rows);
        return arrays;
    }

    private void fill(List<byte[]> arrays, int begin, int rows) {
        int[] filled = new int[arrays.size()];
        Arrays.fill(filled, ARRAY_HEADER);
        int at = begin;
        for (int row = 0; row < rows; row++) {
            at += 2;
            for (int column = 0; column < filled.length; column++) {
                int size = 4 + Math.max(0, (int) INT.get(bytes, at));
                System.arraycopy(bytes, at, arrays.get(column), filled[column], size);
                filled[column] += size;
                at += size;
            }
        }
    }

    void trailer() {
        reserve(2);
        putShort(-1);
    }

    void nul() {
        reserve(4);
        putInt(-1);
    }

    void int64(long value) {
        reserve(12);
        putInt(8);
        putLong(value);
    }

    void int32(int value) {
        reserve(8);
        putInt(4);
        putInt(value);
    }

    void int16(short value) {
        reserve(6);
        putInt(2);
        putShort(value);
    }

    void bool(boolean value) {
        reserve(5);
        putInt(1);
        bytes[length++] = (byte) (value ? 1 : 0);
    }

    void uuid(@Nullable UUID value) {
        if (value == null) {
            nul();
            return;
        }
        reserve(20);
        putInt(16);
        putLong(value.getMostSignificantBits());
        putLong(value.getLeastSignificantBits());
    }

    void timestamptz(@Nullable Instant value) {
        if (value == null) {
            nul();
            return;
        }
        int64(Math.addExact(
                Math.multiplyExact(value.getEpochSecond() - EPOCH_2000, 1_000_000L), value.getNano() / 1000));
    }

    void bytes(byte @Nullable [] value) {
        if (value == null) {
            nul();
            return;
        }
        reserve(4);
        putInt(value.length);
        raw(value);
    }

    void text(@Nullable String value) {
        if (value == null) {
            nul();
            return;
        }
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("expected text without the character NUL");
        }
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    void jsonb(@Nullable String value) {
        if (value == null) {
            nul();
            return;
        }
        byte[] json = value.getBytes(StandardCharsets.UTF_8);
        reserve(5);
        putInt(json.length + 1);
        bytes[length++] = 1;
        raw(json);
    }

    /** Groups of four decimal digits, aligned at the decimal point; the weight is that of the first group. */
    void numeric(@Nullable BigDecimal value) {
        if (value == null) {
            nul();
            return;
        }
        // Before a huge exponent is written out.
        if (value.signum() != 0 && (long) value.precision() - value.scale() > MAX_WHOLE_DIGITS) {
            throw new IllegalArgumentException("expected at most " + MAX_WHOLE_DIGITS + " digits before the point");
        }
        BigDecimal decimal = value.scale() < 0 ? value.setScale(0) : value;
        int scale = decimal.scale();
        if (scale > MAX_SCALE) {
            throw new IllegalArgumentException("expected at most " + MAX_SCALE + " decimal places but got " + scale);
        }
        int padding = (BASE_DIGITS - scale % BASE_DIGITS) % BASE_DIGITS;
        BigInteger unscaled = decimal.unscaledValue().abs();
        int groups = unscaled.bitLength() < 50
                ? groups(unscaled.longValue() * POWERS[padding])
                : groups(unscaled.multiply(BigInteger.valueOf(POWERS[padding])));
        int fractionGroups = (scale + padding) / BASE_DIGITS;
        reserve(12 + 2 * groups);
        putInt(8 + 2 * groups);
        putShort(groups);
        putShort(groups - fractionGroups - 1);
        putShort(decimal.signum() < 0 ? NEGATIVE : 0);
        putShort(scale);
        for (int i = groups - 1; i >= 0; i--) {
            putShort(digits[i]);
        }
    }

    /** Fills {@link #digits}, the least group first; returns how many there are. */
    private int groups(long unscaled) {
        int groups = 0;
        for (long rest = unscaled; rest != 0; rest /= BASE) {
            digits[groups++] = (short) (rest % BASE);
        }
        return groups;
    }

    private int groups(BigInteger unscaled) {
        String text = unscaled.toString();
        int groups = (text.length() + BASE_DIGITS - 1) / BASE_DIGITS;
        if (groups > digits.length) {
            digits = new short[groups];
        }
        int end = text.length();
        for (int i = 0; i < groups; i++) {
            digits[i] = (short) Integer.parseInt(text, Math.max(0, end - BASE_DIGITS), end, 10);
            end -= BASE_DIGITS;
        }
        return groups;
    }

    private void putShort(int value) {
        SHORT.set(bytes, length, (short) value);
        length += 2;
    }

    private void putInt(int value) {
        INT.set(bytes, length, value);
        length += 4;
    }

    private void putLong(long value) {
        LONG.set(bytes, length, value);
        length += 8;
    }

    private void reserve(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
    }
}
