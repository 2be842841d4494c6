package dev.gembourse.gateway.ops;

import dev.gembourse.gateway.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** What Kafka itself says. */
@Component
class Broker implements DisposableBean {

    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final Admin admin;

    Broker(KafkaSettings kafka) {
        Map<String, Object> settings = kafka.admin();
        int millis = Math.toIntExact(PATIENCE.toMillis());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        this.admin = Admin.create(settings);
    }

    boolean isReachable() {
        try {
            return !get(admin.describeCluster().nodes()).isEmpty();
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /**
     * The next offset of every partition of a topic.
     *
     * @throws IllegalStateException when Kafka does not say so in time
     */
    Map<Integer, Long> ends(String topic) {
        var description = get(admin.describeTopics(List.of(topic)).allTopicNames())
                .values()
                .iterator()
                .next();
        Map<TopicPartition, OffsetSpec> latest = description.partitions().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition.partition()),
                        partition -> OffsetSpec.latest()));
        return get(admin.listOffsets(latest).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        end -> end.getKey().partition(), end -> end.getValue().offset()));
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("expected an answer of Kafka but got " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Kafka", e);
        }
    }

    @Override
    public void destroy() {
        admin.close(Duration.ofSeconds(1));
    }
}
