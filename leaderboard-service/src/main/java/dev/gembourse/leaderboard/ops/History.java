package dev.gembourse.leaderboard.ops;

import dev.gembourse.exactlyonce.KafkaAccess;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/** Tells whether a topic still holds all that was ever written to it. */
@Component
class History {

    private static final int PATIENCE_SECONDS = 10;

    private final KafkaAccess kafka;

    History(KafkaAccess kafka) {
        this.kafka = kafka;
    }

    /**
     * The partitions whose first records are gone.
     *
     * @throws TimeoutException when Kafka does not answer
     */
    List<Integer> truncated(String topic) throws TimeoutException, ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka.client())) {
            Map<TopicPartition, OffsetSpec> wanted = admin
                    .describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .flatMap(description -> description.partitions().stream())
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition(topic, partition.partition()),
                            ignored -> OffsetSpec.earliest()));
            Map<TopicPartition, ListOffsetsResultInfo> earliest =
                    admin.listOffsets(wanted).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return earliest.entrySet().stream()
                    .filter(entry -> entry.getValue().offset() > 0)
                    .map(entry -> entry.getKey().partition())
                    .sorted()
                    .toList();
        }
    }
}
