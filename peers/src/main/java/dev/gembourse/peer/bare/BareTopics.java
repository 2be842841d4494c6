package dev.gembourse.peer.bare;

import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Between the two processes. Keys are those of the requests.
 *
 * @param trades what was asked for
 * @param outcomes one for each of them
 */
@ConfigurationProperties("gembourse.bare")
record BareTopics(String trades, String outcomes) {

    /** A consumer of the whole topic, from its beginning, without a group: it has one reader. */
    static Consumer<String, byte[]> read(String topic, ConsumerFactory<String, byte[]> consumers) {
        Consumer<String, byte[]> consumer = consumers.createConsumer();
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
