package dev.gembourse.stack.broker;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of a broker, over its public protocol. */
public final class Topics {
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private Topics() {}

    static void awaitBroker(Map<String, Object> client, Duration limit) {
        try (var admin = admin(client)) {
            await(admin.describeCluster().nodes(), limit);
        } catch (ExecutionException e) {
            throw unexpected("a broker at " + client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG), e);
        }
    }

    /**
     * Creates those that do not exist yet and returns when all partitions have a leader.
     *
     * @param client settings of a Kafka client that may create topics
     */
    public static void create(Map<String, Object> client, Collection<Topic> topics) {
        try (var admin = admin(client)) {
            for (var topic : topics) {
                createUnlessThere(admin, topic);
            }
            for (var topic : topics) {
                awaitLeaders(admin, topic);
            }
        }
    }

    private static void createUnlessThere(Admin admin, Topic topic) {
        try {
            await(admin.createTopics(List.of(topic.asNewTopic())).all(), WITHIN);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw unexpected("to create " + topic.name(), e);
            }
        }
    }

    private static void awaitLeaders(Admin admin, Topic topic) {
        var deadline = System.nanoTime() + WITHIN.toNanos();
        while (!hasLeaders(admin, topic)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "expected every partition of " + topic.name() + " to have a leader but some have none");
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static boolean hasLeaders(Admin admin, Topic topic) {
        try {
            Map<String, TopicDescription> found =
                    await(admin.describeTopics(List.of(topic.name())).allTopicNames(), WITHIN);
            var partitions = found.values().iterator().next().partitions();
            if (partitions.size() != topic.partitions()) {
                throw new IllegalStateException("expected " + topic.partitions() + " partitions of " + topic.name()
                        + " but found " + partitions.size() + "; a topic's partition count never changes");
            }
            return partitions.stream()
                    .allMatch(partition ->
                            partition.leader() != null && !partition.leader().isEmpty());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException
                    || e.getCause() instanceof RetriableException) {
                return false;
            }
            throw unexpected("a description of " + topic.name(), e);
        }
    }

    private static Admin admin(Map<String, Object> client) {
        var settings = new HashMap<>(client);
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 50);
        settings.put(AdminClientConfig.RETRY_BACKOFF_MS_CONFIG, 50);
        return Admin.create(settings);
    }

    private static <T> T await(KafkaFuture<T> future, Duration limit) throws ExecutionException {
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("expected an answer of the broker within " + limit + " but got none", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the broker", e);
        }
    }

    private static IllegalStateException unexpected(String expected, ExecutionException e) {
        return new IllegalStateException("expected " + expected + " but got " + e.getCause(), e);
    }
}
