package dev.gembourse.exactlyonce;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition, from its assignment to its loss. Belongs to the consumer thread that it was assigned to; others may ask for
 * its {@link #state} and tell it to {@link #lookAgain}.
 *
 * <p>Whatever goes wrong, the way out is the same: everything cached is dropped, the partition is paused in the consumer, and
 * after a while its place is read from the database again. So it does not matter whether a failed commit took place.
 */
final class PartitionWorker<C, E> {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionWorker.class);
    private static final Duration MARK_INTERVAL = Duration.ofMillis(300);

    private final TopicPartition place;
    private final Resources resources;
    private final Position position;
    private final Settlement<C, E> settlement;
    private final Batches<C, E> batches;
    private final Deque<Slice> received = new ArrayDeque<>();
    private final BackOff backOff;
    private volatile PartitionState state = PartitionState.UNPOSITIONED;
    private volatile @Nullable String detail = "its place has not been read from the database yet";
    private volatile @Nullable Progress progress;
    private volatile @Nullable Publication publication;
    private volatile boolean lookAgain;
    private long markedNanos;
    private long checkedNanos;
    private int stoppedUntilIntervention = -1;

    /** @param settlement the thread's, which it shares with its other partitions */
    PartitionWorker(Settlement<C, E> settlement, TopicPartition place, Resources resources) {
        this.place = place;
        this.resources = resources;
        this.position = new Position(place, resources);
        this.settlement = settlement;
        this.batches = new Batches<>(settlement, place, resources);
        this.backOff = new BackOff(resources.settings(), resources.timing());
        this.markedNanos = resources.timing().nanos();
        this.checkedNanos = markedNanos;
    }

    int partition() {
        return place.partition();
    }

    PartitionState state() {
        PartitionState now = state;
        return now == PartitionState.OK && obstacle() != null ? PartitionState.STALLED : now;
    }

    /** Why the state is what it is; null while it settles and publishes. */
    @Nullable
    String detail() {
        String why = detail;
        return why == null ? obstacle() : why;
    }

    private @Nullable String obstacle() {
        Publication mine = publication;
        return mine == null ? null : mine.obstacle();
    }

    @Nullable
    Progress progress() {
        return progress;
    }

    long backlog() {
        Publication mine = publication;
        return mine == null ? 0 : mine.backlog();
    }

    /** An operator has moved the partition's place. */
    void lookAgain() {
        lookAgain = true;
    }

    /** The consumer has got the partition: nothing is fetched before its place is known. */
    void assigned(Consumer<?, ?> consumer) {
        consumer.seek(place, 0);
        consumer.pause(List.of(place));
        LOG.info("{}: assigned", place);
    }

    /**
     * Before each poll.
     *
     * @param mayProbe whether to ask the database when there was a fault
     * @return false when the database or the brokers did not answer, so that other partitions need not ask as well
     */
    boolean tend(Consumer<?, ?> consumer, boolean mayProbe) {
        if (lookAgain) {
            lookAgain = false;
            loseSight("an operator has moved its place");
        } else if (state == PartitionState.OK && isAnotherTopic()) {
            loseSight("its topic is not the one that it was settled from");
        }
        boolean answered = true;
        if (state != PartitionState.OK && mayProbe && backOff.isDue()) {
            answered = takeOver(consumer);
        }
        Publication mine = publication;
        if (mine != null) {
            if (answered && mayProbe) {
                mine.tend();
                mark(consumer, mine);
                checkInterventions();
            }
        }
        steer(consumer);
        return answered;
    }

    /** Takes what a poll has brought, to be settled slice by slice. */
    void receive(Consumer<?, ?> consumer, List<ConsumerRecord<byte[], byte[]>> records) {
        resources.failpoints().reach(Failpoints.Point.AFTER_POLL);
        received.clear();
        Progress at = progress;
        if (state != PartitionState.OK || at == null) {
            putBack(consumer);
            return;
        }
        orFail(() -> received.addAll(batches.slices(at, records)));
    }

    /** The next slice to settle; null when there is none or it cannot be settled now. */
    @Nullable
    Slice next(Consumer<?, ?> consumer) {
        Publication mine = publication;
        if (!received.isEmpty() && (mine == null || !mine.hasRoom())) {
            putBack(consumer);
        }
        return received.peek();
    }

    /** What has been received and not been settled is to be read again. */
    void putBack(Consumer<?, ?> consumer) {
        received.clear();
        Progress at = progress;
        if (at != null) {
            position.seek(consumer, at);
        }
    }

    /** Whether the next slice may be settled together with those of other partitions. */
    boolean mayShare() {
        return batches.mayShare();
    }

    /** The next slice as a share of a batch. */
    Settlement.Share share() {
        return batches.share(here(), received.getFirst());
    }

    /** The batch of which the next slice was a share has been committed. */
    void committed(Settlement.Settled settled) {
        Slice slice = received.remove();
        orFail(() -> {
            batches.committed(slice);
            reached(settled);
        });
    }

    /** Settles the next slice in transactions of its own. */
    void settleAlone() {
        Slice slice = received.remove();
        orFail(() -> batches.settleAlone(here(), slice, this::reached));
    }

    /** Something has failed, and what has become of it can be seen in the database only. */
    void failed(PartitionState next, Exception cause) {
        settlement.forget();
        received.clear();
        LOG.warn("{}: a batch was not settled and will be read again: {}", place, cause.toString());
        LOG.debug("{}: the cause", place, cause);
        become(next, "a batch was not settled: " + cause.getMessage());
        backOff.failed();
    }

    /** The log does not hold the partition's place any more, or holds other records there. */
    void positionLost(KafkaException cause, boolean truncated) {
        settlement.forget();
        Progress at = progress;
        if (truncated && at != null) {
            stoppedUntilIntervention = at.interventions();
            stop(
                    "expected the settled records before offset %d still to be in the log of %s but the brokers have replaced them (%s); restore them, or adopt the topic from an offset that you have made sure of"
                            .formatted(at.nextOffset(), place, cause.getMessage()));
        } else {
            become(PartitionState.UNPOSITIONED, "the log does not hold its place: " + cause.getMessage());
            backOff.failed();
        }
    }

    /**
     * The partition is given back.
     *
     * @param drain how long to wait for the publication of its journal
     */
    void release(Duration drain) {
        Progress at = progress;
        Publication mine = publication;
        if (at == null || mine == null) {
            return;
        }
        try {
            mine.drain(drain);
            batches.withdraw(at);
            mark(at, mine.ackedSeq(), at.nextOffset());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.info("{}: given back without noting what was published: {}", place, e.toString());
        }
        LOG.info("{}: given back at offset {}, journal {}", place, at.nextOffset(), at.journalSeq());
    }

    private void loseSight(String why) {
        settlement.forget();
        become(PartitionState.UNPOSITIONED, why);
        backOff.succeeded();
    }

    /**
     * Whether the topic was deleted and created again, or has got more partitions, since this partition was taken over. A
     * consumer notices neither by itself, and would go on at the same offset among other records.
     */
    private boolean isAnotherTopic() {
        Progress at = progress;
        Topics.Description now = resources.topics().glance();
        return at != null && now != null && !at.identity().equals(now.identity());
    }

    private boolean takeOver(Consumer<?, ?> consumer) {
        try {
            Progress found = position.find(consumer);
            if (stoppedUntilIntervention == found.interventions()) {
                backOff.failedForLong();
                return true;
            }
            Publication mine = publication;
            if (mine != null && found.journalSeq() < mine.ackedSeq()) {
                throw new Position.Refused(
                        "expected the journal of %s to reach %d but it ends at %d: the database has lost committed work; restore it"
                                .formatted(place, mine.ackedSeq(), found.journalSeq()));
            }
            if (mine == null || mine.isBefore(found)) {
                publication = new Publication(place.toString(), found, resources);
            } else {
                mine.grownTo(found.journalSeq());
            }
            position.seek(consumer, found);
            progress = found;
            LOG.info("{}: settling from offset {} on, journal {}", place, found.nextOffset(), found.journalSeq());
            become(PartitionState.OK, null);
            return true;
        } catch (Position.Refused e) {
            stop(Objects.requireNonNull(e.getMessage()));
            return true;
        } catch (SQLException | Topics.Unreachable | RuntimeException e) {
            PartitionState now = progress == null ? PartitionState.UNPOSITIONED : PartitionState.STALLED;
            become(now, "its place cannot be read: " + e.getMessage());
            backOff.failed();
            return false;
        }
    }

    private Progress here() {
        return Objects.requireNonNull(progress, "the partition has a place");
    }

    private void reached(Settlement.Settled settled) {
        progress = settled.progress();
        Objects.requireNonNull(publication, "the partition has a place").committed(settled.events());
        backOff.succeeded();
    }

    private interface Step {
        void run() throws SQLException;
    }

    private void orFail(Step step) {
        try {
            step.run();
        } catch (FenceLost e) {
            resources.metrics().fault(EngineMetrics.Fault.FENCED);
            failed(PartitionState.UNPOSITIONED, e);
        } catch (SQLException | RuntimeException e) {
            resources.metrics().fault(EngineMetrics.Fault.PASSING);
            failed(PartitionState.STALLED, e);
        }
    }

    private void stop(String why) {
        backOff.failedForLong();
        become(PartitionState.STOPPED, why);
    }

    private void become(PartitionState next, @Nullable String why) {
        if (state != next || !Objects.equals(why, detail)) {
            detail = why;
            state = next;
            switch (next) {
                case STOPPED -> LOG.error("{}: {} {}", place, next, why);
                case OK -> LOG.info("{}: {}", place, next);
                default -> LOG.warn("{}: {} {}", place, next, why);
            }
        }
    }

    /** From time to time, between batches: stores what has been published, and steps over offsets without records. */
    private void mark(Consumer<?, ?> consumer, Publication mine) {
        Progress at = progress;
        if (at == null
                || state != PartitionState.OK
                || resources.timing().nanos() - markedNanos < MARK_INTERVAL.toNanos()) {
            return;
        }
        markedNanos = resources.timing().nanos();
        long acked = mine.ackedSeq();
        long next = Math.max(
                at.nextOffset(), consumer.position(place, resources.settings().requestTimeout()));
        if (acked <= at.publishedSeq() && next == at.nextOffset()) {
            return;
        }
        try {
            mark(at, acked, next);
        } catch (SQLException e) {
            LOG.debug("{}: could not store that events up to {} are published", place, acked, e);
        }
    }

    private void mark(Progress at, long publishedSeq, long nextOffset) throws SQLException {
        try (Connection connection = resources.dataSource().getConnection()) {
            resources.fence().mark(connection, at, publishedSeq, nextOffset);
        }
        progress = at.marked(publishedSeq, nextOffset);
    }

    /** From time to time: the place may have been moved through another instance, or the database be away, and no batch come to notice it. */
    private void checkInterventions() {
        Progress at = progress;
        long interval = resources.settings().statusInterval().toNanos();
        if (at == null || state != PartitionState.OK || resources.timing().nanos() - checkedNanos < interval) {
            return;
        }
        checkedNanos = resources.timing().nanos();
        try (Connection connection = resources.dataSource().getConnection()) {
            Progress stored = resources.fence().find(connection, place.partition());
            if (stored != null && stored.interventions() != at.interventions()) {
                lookAgain = true;
            }
        } catch (SQLException e) {
            settlement.forget();
            become(PartitionState.STALLED, "the database does not answer: " + e.getMessage());
            backOff.failed();
        }
    }

    /** Pauses and resumes the fetching of this partition. */
    private void steer(Consumer<?, ?> consumer) {
        Publication mine = publication;
        boolean go = state == PartitionState.OK && !resources.settling().isOff() && mine != null && mine.hasRoom();
        boolean paused = consumer.paused().contains(place);
        if (go && paused) {
            consumer.resume(List.of(place));
        } else if (!go && !paused) {
            consumer.pause(List.of(place));
        }
    }
}
