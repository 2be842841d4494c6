package dev.gembourse.stack.access;

import java.util.Map;

/**
 * Somebody whom a broker knows.
 *
 * @param password of letters, digits, {@code -} and {@code _}
 * @param mechanism by which the password is proved, as Kafka calls it
 */
public record KafkaUser(String name, String password, String mechanism) {

    /** Over loopback. Elsewhere the same mechanism goes over TLS. */
    public static final String PROTOCOL = "SASL_PLAINTEXT";

    public static final String SCRAM = "SCRAM-SHA-512";
    /** Of the admin alone, whom a broker knows by its settings, before it has any data. */
    public static final String PLAIN = "PLAIN";

    /** What a Java client is told, beyond addresses. */
    public Map<String, String> client() {
        return Map.of("security.protocol", PROTOCOL, "sasl.mechanism", mechanism, "sasl.jaas.config", jaas(""));
    }

    /** What librdkafka is told, on which kcat and most clients rest that are not written in Java. */
    public Map<String, String> librdkafka() {
        return Map.of(
                "security.protocol",
                PROTOCOL,
                "sasl.mechanisms",
                mechanism,
                "sasl.username",
                name,
                "sasl.password",
                password);
    }

    /** What a broker is told whose admin this is, and that is a client of itself and of others with the same admin. */
    public String jaasOfBroker() {
        return jaas(" user_" + name + "=\"" + password + "\"");
    }

    private String jaas(String more) {
        var module = mechanism.equals(PLAIN) ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        return "org.apache.kafka.common.security.%s required username=\"%s\" password=\"%s\"%s;"
                .formatted(module, name, password, more);
    }

    @Override
    public String toString() {
        return name;
    }
}
