package dev.gembourse.gateway.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * 256 random bits that somebody proves with who they are. Nobody guesses them, so a plain SHA-256 of them is kept, and looking it up
 * tells nothing by its time.
 *
 * @param text base64url
 */
public record Secret(@JsonValue String text) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final int LONGEST = 128;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Secret {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new IllegalArgumentException("expected 1 to " + LONGEST + " characters");
        }
    }

    public static Secret random() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** The form in which it is kept. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform provides SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Secret[...]";
    }
}
