package dev.gembourse.stack.broker;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A Kafka broker that can be used, wherever it runs. */
@FunctionalInterface
public interface Broker {
    /** The address for clients' {@code bootstrap.servers}. */
    String bootstrap();

    /** Settings of a Kafka client that may do everything. */
    default Map<String, Object> client() {
        return Map.of("bootstrap.servers", bootstrap());
    }

    /** Creates a topic with this many partitions and returns when all have a leader. An existing topic is left alone. */
    default void createTopic(String name, int partitions) {
        createTopics(List.of(Topic.journal(name, partitions)));
    }

    /** Creates those that do not exist yet and returns when all partitions have a leader. */
    default void createTopics(Collection<Topic> topics) {
        Topics.create(client(), topics);
    }
}
