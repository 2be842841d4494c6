package dev.gembourse.stack.access;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How a partner of the stack in a home gets to its topic.
 *
 * @param name of 2 to 31 of a-z, 0-9 and {@code -}, a letter first; also that of its Kafka user
 */
public record PartnerAccess(Path home, String name) {
    /** Enough for a thousand commands a second. */
    public static final Quota DEFAULT = new Quota(1_048_576, 20);

    /** The topic that nobody else writes to. */
    public String topic() {
        return "partner." + name + ".v1";
    }

    /** What a Java client needs. */
    public Path javaFile() {
        return ClientFile.ofPartner(home, name).path();
    }

    /**
     * The same for kcat and others that rest on librdkafka, which knows no JAAS. Before 2.6.1 its SCRAM repeats the client's nonce, and
     * brokers of Kafka 4 take that for a wrong password.
     */
    public Path kcatFile() {
        return javaFile().resolveSibling(name + ".kcat.properties");
    }

    /**
     * Lets the partner write to its topic, with the password that it has or a new one, and writes both files.
     *
     * @param bytesPerSecond that it may write; empty for as many as it had, or else for a megabyte
     * @return its limits
     */
    public Quota open(AccessControl broker, String bootstrap, Optional<Long> bytesPerSecond) {
        var user = new KafkaUser(name, ClientFile.ofPartner(home, name).passwordOrNew(), KafkaUser.SCRAM);
        write(bootstrap, user.client(), user.librdkafka());
        var before = broker.limits(name).orElse(DEFAULT);
        var quota = new Quota(bytesPerSecond.orElse(before.bytesPerSecond()), before.requestPercentage());
        broker.limit(name, quota);
        broker.admit(user, Rights.ofPartner(topic()));
        return quota;
    }

    /** Writes both files for a broker that lets everybody in. */
    public void writeFiles(String bootstrap) {
        write(bootstrap, Map.of(), Map.of());
    }

    private void write(String bootstrap, Map<String, String> forJava, Map<String, String> forLibrdkafka) {
        new ClientFile(javaFile()).write(bootstrap, forJava);
        new ClientFile(kcatFile()).write(bootstrap, forLibrdkafka);
    }
}
