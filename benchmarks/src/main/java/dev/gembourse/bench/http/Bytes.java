package dev.gembourse.bench.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing row of bytes, used again and again. Not thread-safe. */
public final class Bytes {

    private byte[] array = new byte[1 << 12];
    private int length;

    public Bytes clear() {
        length = 0;
        return this;
    }

    /** Appends text of ASCII characters. */
    @SuppressWarnings("deprecation") // the quick way for what is known to be ASCII
    public Bytes ascii(String text) {
        reserve(text.length());
        text.getBytes(0, text.length(), array, length);
        length += text.length();
        return this;
    }

    /** Appends a number of at least 0 in decimal digits. */
    public Bytes number(long value) {
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        reserve(digits);
        long rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            array[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    public Bytes append(Bytes other) {
        reserve(other.length);
        System.arraycopy(other.array, 0, array, length, other.length);
        length += other.length;
        return this;
    }

    public int length() {
        return length;
    }

    public byte[] array() {
        return array;
    }

    @Override
    public String toString() {
        return new String(array, 0, length, StandardCharsets.ISO_8859_1);
    }

    private void reserve(int more) {
        if (length + more > array.length) {
            array = Arrays.copyOf(array, Math.max(length + more, 2 * array.length));
        }
    }
}
