package dev.gembourse.stack.access;

import dev.gembourse.events.partner.PartnerName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a partner of the stack in a home gets to its topic.
 *
 * @param name also that of its Kafka user
 */
public record PartnerAccess(Path home, PartnerName name) {
    /** Enough for a thousand commands a second. */
    public static final Quota DEFAULT = new Quota(1_048_576, 20);

    private static final String ENDING = ".properties";

    /** The topic that nobody else writes to. */
    public String topic() {
        return name.topic();
    }

    /** What a Java client needs. */
    public Path javaFile() {
        return file().path();
    }

    /**
     * The same for kcat and others that rest on librdkafka, which knows no JAAS. Before 2.6.1 its SCRAM repeats the client's nonce, and
     * brokers of Kafka 4 take that for a wrong password.
     */
    public Path kcatFile() {
        return javaFile().resolveSibling(name + ".kcat.properties");
    }

    /** Those who have a password in a home. */
    static List<PartnerAccess> in(Path home) {
        var folder = home.resolve("partners");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ENDING))
                    .flatMap(file -> PartnerName.of(file.substring(0, file.length() - ENDING.length())).stream())
                    .map(name -> new PartnerAccess(home, name))
                    .filter(partner -> partner.user().isPresent())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("expected the files of partners in " + folder + " but got " + e, e);
        }
    }

    /** The partner's Kafka user; none before it has a password. */
    Optional<KafkaUser> user() {
        return file().password().map(this::user);
    }

    Rights rights() {
        return Rights.ofPartner(topic());
    }

    /**
     * Lets the partner write to its topic, with the password that it has or a new one, and writes both files.
     *
     * @param bytesPerSecond that it may write; empty for as many as it had, or else for a megabyte
     * @return its limits
     */
    public Quota open(AccessControl broker, String bootstrap, Optional<Long> bytesPerSecond) {
        var user = user(file().passwordOrNew());
        write(bootstrap, user.client(), user.librdkafka());
        var before = broker.limits(user.name()).orElse(DEFAULT);
        var quota = new Quota(bytesPerSecond.orElse(before.bytesPerSecond()), before.requestPercentage());
        broker.limit(user.name(), quota);
        broker.admit(user, rights());
        return quota;
    }

    /**
     * Writes both files for a broker that lets everybody in. A password that the partner has stays in the Java client's, which makes
     * nothing of it: the same home may be started securely again.
     */
    public void writeFiles(String bootstrap) {
        var kept = user().map(KafkaUser::client).map(HashMap::new).orElseGet(HashMap::new);
        kept.remove("security.protocol");
        write(bootstrap, kept, Map.of());
    }

    private KafkaUser user(String password) {
        return new KafkaUser(name.value(), password, KafkaUser.SCRAM);
    }

    private ClientFile file() {
        return ClientFile.ofPartner(home, name.value());
    }

    private void write(String bootstrap, Map<String, String> forJava, Map<String, String> forLibrdkafka) {
        file().write(bootstrap, forJava);
        new ClientFile(kcatFile()).write(bootstrap, forLibrdkafka);
    }
}
