package dev.gembourse.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;

/**
 * The broker: partitions that records are appended to, and the network before it. What one producer sends to one partition
 * arrives in order; what is on its way when the producer is closed or dies may still arrive, or not.
 */
final class Log {

    private final World world;
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> partitions = new LinkedHashMap<>();
    private final Map<Lane, Deque<Sent>> underWay = new LinkedHashMap<>();
    private final Deque<Runnable> answers = new ArrayDeque<>();
    private boolean away;

    Log(World world) {
        this.world = world;
    }

    /** One producer's way to one partition. */
    private record Lane(int producer, TopicPartition place) {}

    private record Sent(ProducerRecord<byte[], byte[]> record, Callback callback) {}

    boolean isAway() {
        return away;
    }

    void goAway(boolean now) {
        away = now;
        world.trace(now ? "the broker goes away" : "the broker is back");
    }

    List<ConsumerRecord<byte[], byte[]>> records(TopicPartition place) {
        return partitions.computeIfAbsent(place, ignored -> new ArrayList<>());
    }

    void append(TopicPartition place, ProducerRecord<byte[], byte[]> record) {
        List<ConsumerRecord<byte[], byte[]>> records = records(place);
        records.add(new ConsumerRecord<>(
                place.topic(),
                place.partition(),
                records.size(),
                record.timestamp() == null ? 0 : record.timestamp(),
                TimestampType.CREATE_TIME,
                record.key() == null ? 0 : record.key().length,
                record.value() == null ? 0 : record.value().length,
                record.key(),
                record.value(),
                record.headers(),
                Optional.of(0)));
    }

    void send(int producer, ProducerRecord<byte[], byte[]> record, Callback callback) {
        TopicPartition place = new TopicPartition(record.topic(), record.partition());
        underWay.computeIfAbsent(new Lane(producer, place), ignored -> new ArrayDeque<>())
                .add(new Sent(record, callback));
    }

    /** The producer will not be heard of again. Its records may be in the network still. */
    void orphan(int producer, boolean alive) {
        underWay.forEach((lane, queue) -> {
            if (lane.producer() == producer) {
                List<Sent> all = List.copyOf(queue);
                queue.clear();
                int arriving = world.below(all.size() + 1);
                for (int i = 0; i < all.size(); i++) {
                    if (i < arriving) {
                        queue.add(new Sent(all.get(i).record(), (ignored, failure) -> {}));
                    }
                    if (alive) {
                        all.get(i).callback().onCompletion(null, new TimeoutException("the producer is closed"));
                    }
                }
            }
        });
    }

    boolean isQuiet() {
        return underWay.isEmpty() && answers.isEmpty();
    }

    /** Something in the network arrives. */
    void move() {
        if (!answers.isEmpty() && (underWay.isEmpty() || away || world.below(2) == 0)) {
            answers.remove().run();
        } else if (!underWay.isEmpty() && !away) {
            Lane lane = world.any(List.copyOf(underWay.keySet()));
            Deque<Sent> queue = underWay.get(lane);
            for (int left = 1 + world.below(4); left > 0 && !queue.isEmpty(); left--) {
                arrive(lane.place(), queue.remove());
            }
            if (queue.isEmpty()) {
                underWay.remove(lane);
            }
        }
    }

    private void arrive(TopicPartition place, Sent sent) {
        boolean lost = world.chance(world.faults.send);
        boolean appended = !lost || world.below(2) == 0;
        if (appended) {
            append(place, sent.record());
        }
        world.trace(
                "%s gets %s%s",
                place,
                Records.header(sent.record().headers(), "ce_id"),
                !lost ? "" : appended ? ", ack lost" : ": lost");
        Exception failure = lost ? new TimeoutException("not acknowledged in time") : null;
        answers.add(() -> sent.callback().onCompletion(null, failure));
    }
}
