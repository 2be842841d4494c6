package dev.gembourse.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class KafkaAccessTest {

    private static final String JAAS =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"ada\" password=\"secret\";";

    @Test
    void aServiceGetsToAKafkaElsewhereBySettingsOfItsEnvironmentAlone() {
        KafkaAccess kafka = KafkaAccess.of(of(Map.of(
                "SPRING_KAFKA_BOOTSTRAP_SERVERS", "broker.example:9093",
                "SPRING_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "SPRING_KAFKA_PROPERTIES_SASL_MECHANISM", "SCRAM-SHA-512",
                "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", JAAS)));

        assertThat(kafka.begin())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("sasl.jaas.config", JAAS);
        assertThat(kafka).hasToString("[broker.example:9093]");
    }

    @Test
    void theLocalStackSaysTheProtocolAmongTheProperties() {
        KafkaAccess kafka = KafkaAccess.of(of(Map.of("SPRING_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SASL_PLAINTEXT")));

        assertThat(kafka.begin()).containsEntry("security.protocol", "SASL_PLAINTEXT");
    }

    private static KafkaProperties of(Map<String, Object> environment) {
        StandardEnvironment all = new StandardEnvironment();
        all.getPropertySources().addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", environment));
        ConfigurationPropertySources.attach(all);
        return Binder.get(all).bindOrCreate("spring.kafka", KafkaProperties.class);
    }
}
