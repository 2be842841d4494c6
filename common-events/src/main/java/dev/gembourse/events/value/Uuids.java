package dev.gembourse.events.value;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** UUIDs by RFC 9562: strict parsing and version 5 (SHA-1, name-based) in the namespace of Gembourse. */
public final class Uuids {

    private static final int LENGTH = 36;
    private static final UUID NAMESPACE = UUID.fromString("6f6d2c0a-6b63-5f0e-9a43-6f0f5e9a7c11");

    private Uuids() {}

    static UUID parse(String what, String text) {
        if (!isCanonical(text)) {
            throw new IllegalArgumentException("expected " + what + " to be a UUID of 36 characters");
        }
        return UUID.fromString(text);
    }

    /** {@link UUID#fromString} also takes groups of other lengths. */
    private static boolean isCanonical(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            boolean isHyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (isHyphen ? c != '-' : Character.digit(c, 16) < 0 || c > 'f') {
                return false;
            }
        }
        return true;
    }

    /** The version 5 UUID of a name: the same name gives the same UUID everywhere and for ever. */
    public static UUID nameBased(String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .flip());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x5000L;
            long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform provides SHA-1", e);
        }
    }
}
