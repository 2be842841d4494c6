package dev.gembourse.exactlyonce;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jspecify.annotations.Nullable;

/** What the cluster says about the topics of a stage. Asks it at most every two seconds. Thread-safe. */
final class Topics {

    /** The topics cannot be asked for now. */
    static final class Unreachable extends Exception {

        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Admin admin;
    private final String input;
    private final Set<String> outputs;
    private final Duration timeout;
    private @Nullable Description last;
    private long lastNanos;

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

    synchronized Description describe() throws Unreachable {
        Description known = last;
        if (known != null && System.nanoTime() - lastNanos < FRESH.toNanos()) {
            return known;
        }
        Description fresh = ask();
        last = fresh;
        lastNanos = System.nanoTime();
        return fresh;
    }

    private Description ask() throws Unreachable {
        List<String> all = new ArrayList<>(outputs);
        all.add(input);
        try {
            String cluster = admin.describeCluster().clusterId().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            Map<String, TopicDescription> topics =
                    admin.describeTopics(all).allTopicNames().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            TopicDescription mine = topics.get(input);
            if (mine == null) {
                throw new IllegalStateException("expected a description of " + input);
            }
            int count = mine.partitions().size();
            return new Description(new TopicIdentity(mine.topicId().toString(), cluster, count), fault(topics, count));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted while asking for the topics", e);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            throw new Unreachable("cannot ask the brokers for the topics " + all + ": " + cause, cause);
        }
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
