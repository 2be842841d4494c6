package dev.gembourse.exactlyonce;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/**
 * How every Kafka client of a service gets to the brokers: their addresses, and who asks. A broker that asks for credentials
 * needs nothing but settings of {@code spring.kafka}, such as {@code spring.kafka.properties.sasl.jaas.config}.
 *
 * @param client settings that hold for producers, consumers and admins alike, {@code bootstrap.servers} among them
 */
public record KafkaAccess(Map<String, Object> client) {

    public KafkaAccess {
        client = Map.copyOf(client);
    }

    /** What stands in {@code spring.kafka}, apart from what is of producers or of consumers alone. */
    public static KafkaAccess of(KafkaProperties properties) {
        return new KafkaAccess(properties.buildAdminProperties());
    }

    /** To brokers that let everybody in. */
    public static KafkaAccess to(String bootstrapServers) {
        return new KafkaAccess(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** The settings, to add more to. */
    Map<String, Object> begin() {
        return new HashMap<>(client);
    }

    /** The addresses alone: the rest may be secret. */
    @Override
    public String toString() {
        return String.valueOf(client.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }
}
