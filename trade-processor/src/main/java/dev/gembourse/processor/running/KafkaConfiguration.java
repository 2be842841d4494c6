package dev.gembourse.processor.running;

import dev.gembourse.exactlyonce.KafkaAccess;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where Kafka is, and who we are there: all that stands in {@code spring.kafka}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaProperties.class)
class KafkaConfiguration {

    @Bean
    KafkaAccess kafka(KafkaProperties properties) {
        return KafkaAccess.of(properties);
    }
}
