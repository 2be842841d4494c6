package dev.gembourse.stack.service;

import dev.gembourse.events.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The admin of a local stack, and the API key of its tools. Both are made at random with the first start in a home, and kept there in
 * {@code admin.json}, which nobody but its owner can read.
 *
 * @param username {@code GEMBOURSE_ADMIN_USERNAME} of the first start, else {@code admin}
 * @param password {@code GEMBOURSE_ADMIN_PASSWORD} of the first start, else a random one
 */
public record Admin(String username, String password, String keyId, String keySecret) {

    private static final String FILE = "admin.json";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The admin of the stack in this home; empty before its first start. */
    public static Optional<Admin> find(Path home) {
        var file = home.resolve(FILE);
        try {
            return Files.exists(file)
                    ? Optional.of(Json.STRICT.readValue(Files.readAllBytes(file), Admin.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("expected to read " + file + " but got " + e, e);
        }
    }

    /** As {@link #find}; makes one where there is none. */
    public static Admin in(Path home) {
        return find(home).orElseGet(() -> make(home));
    }

    private static Admin make(Path home) {
        var admin = new Admin(
                Optional.ofNullable(System.getenv("GEMBOURSE_ADMIN_USERNAME")).orElse("admin"),
                Optional.ofNullable(System.getenv("GEMBOURSE_ADMIN_PASSWORD")).orElseGet(() -> random(15)),
                "gb_local",
                random(32));
        try {
            Files.createDirectories(home);
            var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var scratch = Files.createTempFile(home, FILE, ".new", onlyOwner);
            Files.write(scratch, Json.STRICT.writeValueAsBytes(admin));
            try {
                Files.createLink(
                        home.resolve(FILE), scratch); // fails where a rename would replace what another has made
            } catch (FileAlreadyExistsException e) {
                return find(home).orElseThrow();
            } finally {
                Files.delete(scratch);
            }
            return admin;
        } catch (IOException e) {
            throw new UncheckedIOException("expected to make " + home.resolve(FILE) + " but got " + e, e);
        }
    }

    /** {@code id:secret}, as {@code curl -u} takes it. */
    public String key() {
        return keyId + ":" + keySecret;
    }

    /** The value of the header {@code Authorization} that sends the key. */
    public String authorization() {
        return authorization(key());
    }

    /** As {@link #authorization()}, for any key in the form of {@link #key}. */
    public static String authorization(String key) {
        return "Basic " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /** What the gateway is told. */
    Map<String, String> environment() {
        return Map.of(
                "GEMBOURSE_ADMIN_USERNAME", username,
                "GEMBOURSE_ADMIN_PASSWORD", password,
                "GEMBOURSE_ADMIN_KEYID", keyId,
                "GEMBOURSE_ADMIN_KEYSECRET", keySecret);
    }

    private static String random(int bytes) {
        var bits = new byte[bytes];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    @Override
    public String toString() {
        return "Admin[" + username + "]";
    }
}
