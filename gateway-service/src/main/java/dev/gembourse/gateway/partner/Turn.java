package dev.gembourse.gateway.partner;

import dev.gembourse.gateway.partner.Quarantine.SetAside;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of one poll, on their way to being relayed or set aside. They are handed over in their order, and when one fails, all from
 * there on are handed over again: what comes twice is one operation. For one thread.
 */
final class Turn {

    /** What becomes of a record. */
    sealed interface Fate {

        /** Its command is with Kafka, and may not be acknowledged yet. */
        record Relayed(String type, CompletableFuture<Void> acknowledged) implements Fate {}

        /** It belongs into quarantine. */
        record Aside(NotRelayed why) implements Fate {}
    }

    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Fate> fates = new ArrayList<>();
    private final Map<TopicPartition, OffsetAndMetadata> nextOffsets;

    Turn(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            arrivals.add(Arrival.of(record));
        }
        this.nextOffsets = records.nextOffsets();
    }

    /** Those whose fate is open, in their order: also what Kafka has refused, and all after it. */
    List<Arrival> open() {
        for (int i = 0; i < fates.size(); i++) {
            if (fates.get(i) instanceof Fate.Relayed relayed && relayed.acknowledged.isCompletedExceptionally()) {
                fates.subList(i, fates.size()).clear();
            }
        }
        return arrivals.subList(fates.size(), arrivals.size());
    }

    void next(Fate fate) {
        fates.add(fate);
    }

    /**
     * Waits until Kafka has all that were handed over; false if it has not in time.
     *
     * @throws ExecutionException when it has refused one
     */
    boolean awaitAcknowledgements(Duration atMost) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + atMost.toNanos();
        for (Fate fate : fates) {
            if (fate instanceof Fate.Relayed relayed) {
                try {
                    relayed.acknowledged.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    return false;
                }
            }
        }
        return true;
    }

    List<SetAside> setAside() {
        List<SetAside> all = new ArrayList<>();
        for (int i = 0; i < fates.size(); i++) {
            if (fates.get(i) instanceof Fate.Aside aside) {
                all.add(new SetAside(arrivals.get(i), aside.why));
            }
        }
        return all;
    }

    /** The partner and the type of each that was relayed, for counting. */
    List<Map.Entry<String, String>> relayed() {
        List<Map.Entry<String, String>> all = new ArrayList<>();
        for (int i = 0; i < fates.size(); i++) {
            if (fates.get(i) instanceof Fate.Relayed relayed) {
                all.add(Map.entry(arrivals.get(i).partner().value(), relayed.type));
            }
        }
        return all;
    }

    /** Where to go on when all of it is done. */
    Map<TopicPartition, OffsetAndMetadata> nextOffsets() {
        return nextOffsets;
    }
}
