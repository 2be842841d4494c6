package dev.gembourse.exactlyonce;

import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Events that were handed to Kafka one after the other, and whether all of them have been acknowledged. Thread-safe. */
final class SentChunk implements Callback {

    private final long lastSeq;
    private final Consumer<SentChunk> answered;
    /** One more than the answers that are missing, until all has been sent. */
    private int missing = 1;

    private @Nullable Exception failure;

    /**
     * @param answered called once, when there is an answer for everything
     */
    SentChunk(long lastSeq, Consumer<SentChunk> answered) {
        this.lastSeq = lastSeq;
        this.answered = answered;
    }

    long lastSeq() {
        return lastSeq;
    }

    synchronized void expectAnswer() {
        missing++;
    }

    void allSent() {
        onCompletion(null, null);
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata ignored, @Nullable Exception exception) {
        boolean last;
        synchronized (this) {
            if (exception != null && failure == null) {
                failure = exception;
            }
            last = --missing == 0;
        }
        if (last) {
            answered.accept(this);
        }
    }

    synchronized boolean isAnswered() {
        return missing == 0;
    }

    synchronized boolean hasFailed() {
        return failure != null;
    }

    synchronized @Nullable Exception failure() {
        return failure;
    }
}
