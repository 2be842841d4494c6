package dev.gembourse.processor.running;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Kafka is.
 *
 * @param bootstrapServers the brokers, as host:port, separated by commas
 */
@ConfigurationProperties("spring.kafka")
public record KafkaSettings(@DefaultValue("127.0.0.1:9092") String bootstrapServers) {}
