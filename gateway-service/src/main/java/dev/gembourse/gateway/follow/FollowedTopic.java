package dev.gembourse.gateway.follow;

import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.follow.Followed;
import dev.gembourse.follow.TopicFollower;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A topic that is followed, and how far in each partition. */
public final class FollowedTopic {

    /**
     * The last record that was heard of a partition.
     *
     * @param nextOffset of the record that comes next
     * @param seq its number in the journal, 0 if it has none
     * @param at when Kafka got it
     */
    public record Heard(long nextOffset, long seq, Instant at) {}

    private final Map<String, Object> settings;
    private final String topic;
    private final TopicFollower.From from;
    private final Duration rest;
    private final Consumer<Followed> listener;
    private final Map<Integer, Heard> heard = new ConcurrentHashMap<>();
    private volatile @Nullable TopicFollower follower;

    FollowedTopic(
            Map<String, Object> settings,
            String topic,
            TopicFollower.From from,
            Duration rest,
            Consumer<Followed> listener) {
        this.settings = settings;
        this.topic = topic;
        this.from = from;
        this.rest = rest;
        this.listener = listener;
    }

    void start() {
        follower = new TopicFollower(settings, topic, from, rest, this::accept);
    }

    void stop() {
        TopicFollower running = follower;
        if (running != null) {
            running.close();
            follower = null;
        }
    }

    boolean isRunning() {
        return follower != null;
    }

    public String topic() {
        return topic;
    }

    public boolean isConnected() {
        TopicFollower running = follower;
        return running != null && running.isConnected();
    }

    public boolean isCaughtUp() {
        TopicFollower running = follower;
        return running != null && running.isCaughtUp();
    }

    /** Whether it is fixed from where on records are heard. */
    boolean isPositioned() {
        TopicFollower running = follower;
        try {
            return running != null && running.awaitPositioned(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The last that was heard of a partition; empty if nothing was heard since following began. */
    public Optional<Heard> heard(int partition) {
        return Optional.ofNullable(heard.get(partition));
    }

    private void accept(Followed record) {
        listener.accept(record);
        StreamPosition position = record.journalPosition();
        heard.put(
                record.record().partition(),
                new Heard(
                        record.record().offset() + 1,
                        position == null ? 0 : position.index(),
                        Instant.ofEpochMilli(record.record().timestamp())));
    }
}
