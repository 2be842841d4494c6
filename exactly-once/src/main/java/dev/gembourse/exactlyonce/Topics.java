package dev.gembourse.exactlyonce;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster says about the topics of a stage. Asks it at most every two seconds, unless it does not answer.
 * Thread-safe.
 */
class Topics {

    /** The topics cannot be asked for now. */
    static final class Unreachable extends Exception {

        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int MISSED_ANSWERS = 3;

    private final Admin admin;
    private final String input;
    private final Set<String> outputs;
    private final Duration timeout;
    private final AtomicBoolean glancing = new AtomicBoolean();
    private final long createdNanos = System.nanoTime();
    private volatile @Nullable Answer last;

    Topics(Admin admin, String input, Set<String> outputs, Duration timeout) {
        this.admin = admin;
        this.input = input;
        this.outputs = Set.copyOf(outputs);
        this.timeout = timeout;
    }

    /**
     * @param identity of the input topic
     * @param fault why the output topics do not fit the input topic; null when they do
     */
    record Description(TopicIdentity identity, @Nullable String fault) {}

    /** Waits for an answer. */
    synchronized Description describe() throws Unreachable {
        Answer known = last;
        if (known != null && known.isFresh()) {
            return known.description();
        }
        try {
            return ask().toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted while asking for the topics", e);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            throw new Unreachable(
                    "cannot ask the brokers for the topics " + outputs + " and " + input + ": " + cause, cause);
        }
    }

    /** The last answer, without waiting for a newer one, which is asked for if need be. Null before the first. */
    @Nullable
    Description glance() {
        Answer known = last;
        if ((known == null || !known.isFresh()) && glancing.compareAndSet(false, true)) {
            ask().whenComplete((ignored, failure) -> glancing.set(false));
        }
        return known == null ? null : known.description();
    }

    /** Why the brokers count as being away: for a while nobody has got an answer from them. Null while they answer. */
    @Nullable
    String outage() {
        Answer known = last;
        Duration since = Duration.ofNanos(System.nanoTime() - (known == null ? createdNanos : known.nanos()));
        Duration patience = FRESH.multipliedBy(MISSED_ANSWERS).plus(timeout);
        return since.compareTo(patience) <= 0
                ? null
                : "the brokers have not answered for %d s".formatted(since.toSeconds());
    }

    private record Answer(Description description, long nanos) {

        boolean isFresh() {
            return System.nanoTime() - nanos < FRESH.toNanos();
        }
    }

    private CompletionStage<Description> ask() {
        List<String> all = new ArrayList<>(outputs);
        all.add(input);
        CompletionStage<String> cluster = admin.describeCluster().clusterId().toCompletionStage();
        CompletionStage<Map<String, TopicDescription>> topics =
                admin.describeTopics(all).allTopicNames().toCompletionStage();
        return cluster.thenCombine(topics, this::description).thenApply(description -> {
            last = new Answer(description, System.nanoTime());
            return description;
        });
    }

    private Description description(String cluster, Map<String, TopicDescription> topics) {
        TopicDescription mine = topics.get(input);
        if (mine == null) {
            throw new IllegalStateException("expected a description of " + input);
        }
        int count = mine.partitions().size();
        return new Description(new TopicIdentity(mine.topicId().toString(), cluster, count), fault(topics, count));
    }

    private @Nullable String fault(Map<String, TopicDescription> topics, int count) {
        for (String output : outputs) {
            TopicDescription description = topics.get(output);
            if (description != null && description.partitions().size() != count) {
                return "expected topic %s to have %d partitions like %s but got %d: create it with as many, for events stay in their partition"
                        .formatted(
                                output, count, input, description.partitions().size());
            }
        }
        return null;
    }
}
