package dev.gembourse.stack.broker;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/** A topic to create: its name, its fixed number of partitions, and what Kafka may remove from it. */
public record Topic(String name, int partitions, Map<String, String> configuration) {
    public Topic {
        configuration = Map.copyOf(configuration);
    }

    /** Keeps every record. */
    public static Topic journal(String name, int partitions) {
        return new Topic(name, partitions, Map.of("cleanup.policy", "delete", "retention.ms", "-1"));
    }

    /** Keeps the latest record of each key. */
    public static Topic compacted(String name, int partitions) {
        return new Topic(name, partitions, Map.of("cleanup.policy", "compact"));
    }

    /** With as many replicas as the broker gives by default. */
    NewTopic asNewTopic() {
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(configuration);
    }
}
