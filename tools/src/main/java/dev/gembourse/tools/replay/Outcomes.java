package dev.gembourse.tools.replay;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.UnreadableMessage;
import dev.gembourse.follow.Followed;
import dev.gembourse.follow.TopicFollower;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees on a topic of events what becomes of the operations that were announced with {@link #expect}. Only their events are
 * parsed; the first one that is an answer counts. Thread-safe.
 *
 * @param <E> the language of the topic
 */
final class Outcomes<E> implements AutoCloseable {

    /** An answer, where it stands in the journal, and how long after the announcement it was seen. */
    record Seen<E>(E event, StreamPosition position, Duration took) {
        Fate fate(Row row, Status status, @Nullable String reason) {
            return new Fate(row, status, reason, position, false, took);
        }
    }

    private record Expected<E>(long since, CompletableFuture<Seen<E>> answer) {}

    private static final Duration POSITIONING = Duration.ofSeconds(30);
    private static final Duration GLANCE = Duration.ofMillis(200);

    private final Contract<E> contract;
    private final Map<String, Expected<E>> expected = new ConcurrentHashMap<>();
    private final TopicFollower follower;

    /** Begins to follow; whatever is published after this returns will be seen. */
    Outcomes(Map<String, Object> kafka, Contract<E> contract) throws InterruptedException {
        this.contract = contract;
        this.follower = new TopicFollower(kafka, contract.topic(), TopicFollower.From.NOW, this::look);
        if (!follower.awaitPositioned(POSITIONING)) {
            follower.close();
            throw new Scene.Unsuitable("expected Kafka at " + kafka.get("bootstrap.servers") + " with the topic "
                    + contract.topic() + " but could not follow it within " + POSITIONING.toSeconds()
                    + " s; are --bootstrap and --kafka-config right?");
        }
    }

    /** Announces that the operation is about to be submitted. */
    void expect(OperationId operation) {
        expected.put(operation.toString(), new Expected<>(System.nanoTime(), new CompletableFuture<>()));
    }

    /** The answer to an announced operation, if it has been seen. */
    Optional<Seen<E>> of(OperationId operation) {
        Expected<E> one = expected.get(operation.toString());
        return one == null ? Optional.empty() : Optional.ofNullable(one.answer().getNow(null));
    }

    /** The answer to an announced operation; empty when it does not come in time. */
    Optional<Seen<E>> await(OperationId operation, Duration atMost) throws InterruptedException {
        Expected<E> one = expected.get(operation.toString());
        if (one == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(one.answer().get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Waits until all announced operations are answered, or the time is over; tells now and then how many are. */
    void awaitAll(Duration atMost, LongConsumer progress) throws InterruptedException {
        CompletableFuture<Void> all = CompletableFuture.allOf(
                expected.values().stream().map(Expected::answer).toArray(CompletableFuture<?>[]::new));
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!all.isDone() && System.nanoTime() < deadline) {
            try {
                all.get(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                progress.accept(answered());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        progress.accept(answered());
    }

    private long answered() {
        return expected.values().stream().filter(one -> one.answer().isDone()).count();
    }

    private void look(Followed record) {
        String correlation = record.header(Headers.CORRELATION_ID);
        Expected<E> one = correlation == null ? null : expected.get(correlation);
        StreamPosition position = record.journalPosition();
        if (one == null || one.answer().isDone() || position == null) {
            return;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - one.since());
        try {
            one.answer().complete(new Seen<>(record.read(contract), position, took));
        } catch (UnreadableMessage e) {
            one.answer().completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        follower.close();
    }
}
