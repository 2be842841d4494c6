package dev.gembourse.stack.access;

import dev.gembourse.stack.process.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Settings with which a Java client gets to a broker, password included, in a file that nobody but its owner can read. */
public record ClientFile(Path path) {
    private static final Pattern PASSWORD = Pattern.compile(" password=\"([^\"]*)\"");
    private static final int PASSWORD_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** That of one of our own users in a home. */
    public static ClientFile of(Path home, String user) {
        return new ClientFile(home.resolve("kafka").resolve(user + ".properties"));
    }

    /** That of a partner, whom it is for. */
    static ClientFile ofPartner(Path home, String partner) {
        return new ClientFile(home.resolve("partners").resolve(partner + ".properties"));
    }

    /** The settings, addresses included. */
    public Map<String, Object> read() {
        var properties = new Properties();
        try (var text = Files.newBufferedReader(path)) {
            properties.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException("expected the settings of a Kafka client in " + path + " but got " + e, e);
        }
        var settings = new HashMap<String, Object>();
        properties.forEach((name, value) -> settings.put((String) name, value));
        return settings;
    }

    /** The password in it; one made at random when there is none. */
    String passwordOrNew() {
        return password().orElseGet(ClientFile::random);
    }

    /** The password in it; none when there is no file, or no password in it. */
    Optional<String> password() {
        return Optional.of(path)
                .filter(Files::exists)
                .map(there -> PASSWORD.matcher((String) read().getOrDefault("sasl.jaas.config", "")))
                .filter(Matcher::find)
                .map(found -> found.group(1));
    }

    private static String random() {
        var bits = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** Replaces what is in it. */
    public void write(String bootstrap, Map<String, String> settings) {
        PrivateFile.write(
                path,
                settings.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining("\n", "bootstrap.servers=" + bootstrap + "\n", "\n")));
    }
}
