package dev.gembourse.stack.broker;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/** A topic to create: its name, its fixed number of partitions, and what Kafka may remove from it. */
public record Topic(String name, int partitions, Map<String, String> configuration) {
    /** A broker refuses records with a time ahead of its own: the clock of whoever publishes would stop everything. */
    private static final String TIME = "message.timestamp.type";

    private static final String OF_THE_BROKER = "LogAppendTime";

    public Topic {
        configuration = Map.copyOf(configuration);
    }

    /** Keeps every record. */
    public static Topic journal(String name, int partitions) {
        return new Topic(
                name, partitions, Map.of("cleanup.policy", "delete", "retention.ms", "-1", TIME, OF_THE_BROKER));
    }

    /**
     * Keeps every record, unpacked: what strangers write may be a thousand times as large as it travels, which is for the broker to find
     * out and to refuse, not for whoever reads it.
     */
    public static Topic ingress(String name, int partitions) {
        var configuration = new HashMap<>(journal(name, partitions).configuration());
        configuration.put("compression.type", "uncompressed");
        return new Topic(name, partitions, configuration);
    }

    /** Keeps the latest record of each key. */
    public static Topic compacted(String name, int partitions) {
        return new Topic(name, partitions, Map.of("cleanup.policy", "compact", TIME, OF_THE_BROKER));
    }

    /** With as many replicas as the broker gives by default. */
    NewTopic asNewTopic() {
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(configuration);
    }
}
