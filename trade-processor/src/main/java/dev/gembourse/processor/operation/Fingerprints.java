package dev.gembourse.processor.operation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Shortens what a command asks for to 128 bits of its SHA-256. Not thread-safe. */
public final class Fingerprints {

    private final MessageDigest sha256;

    public Fingerprints() {
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform provides SHA-256", e);
        }
    }

    /** The fingerprint of a content within a scope (the account or asset it is about). */
    public UUID of(String scope, String content) {
        sha256.update(scope.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
        ByteBuffer hash = ByteBuffer.wrap(sha256.digest(content.getBytes(StandardCharsets.UTF_8)));
        return new UUID(hash.getLong(), hash.getLong());
    }
}
