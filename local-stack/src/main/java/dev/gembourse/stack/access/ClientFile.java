package dev.gembourse.stack.access;

import dev.gembourse.stack.process.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Settings with which a Java client gets to a broker, password included, in a file that nobody but its owner can read. */
public record ClientFile(Path path) {
    private static final Pattern PASSWORD = Pattern.compile(" password=\"([^\"]*)\"");

    /** That of one of our own users in a home. */
    public static ClientFile of(Path home, String user) {
        return new ClientFile(home.resolve("kafka").resolve(user + ".properties"));
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

    /** The password in it; none when there is no such file, or none in it. */
    public Optional<String> password() {
        return Files.exists(path)
                ? Optional.of(PASSWORD.matcher((String) read().getOrDefault("sasl.jaas.config", "")))
                        .filter(found -> found.find())
                        .map(found -> found.group(1))
                : Optional.empty();
    }

    public void write(String bootstrap, Map<String, String> settings) {
        PrivateFile.write(
                path,
                settings.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining("\n", "bootstrap.servers=" + bootstrap + "\n", "\n")));
    }
}
