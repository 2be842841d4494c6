package dev.gembourse.exactlyonce;

import java.util.Arrays;
import java.util.HexFormat;

/** What a row of the journal and all rows before it in its partition come to: a SHA-256. See {@link JournalChain}. */
public final class JournalHash {

    /** Stands before the first row: 32 zeros. */
    public static final JournalHash START = new JournalHash(new byte[32]);

    private final byte[] bytes;

    /** @param bytes 32, which nobody changes any more */
    JournalHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A hash from its bytes.
     *
     * @throws IllegalArgumentException when there are not 32 of them
     */
    public static JournalHash of(byte[] bytes) {
        if (bytes.length != START.bytes.length) {
            throw new IllegalArgumentException("expected the 32 bytes of a SHA-256 but got " + bytes.length);
        }
        return new JournalHash(bytes.clone());
    }

    /**
     * A hash from its text.
     *
     * @throws IllegalArgumentException when it is not 64 hexadecimal digits
     */
    public static JournalHash parse(String text) {
        if (!text.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("expected the 64 hexadecimal digits of a SHA-256 but got " + text);
        }
        return new JournalHash(HexFormat.of().parseHex(text));
    }

    /** The 32 bytes themselves, which nobody may change. */
    byte[] shared() {
        return bytes;
    }

    /** The 32 bytes of the hash. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JournalHash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** As 64 hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
