package dev.gembourse.exactlyonce;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one partition's journal to Kafka, in order: after a take-over and after a failed send from the database, otherwise
 * straight from the batch that has just been committed.
 *
 * <p>When a send fails, nothing more is sent until everything under way has been answered; then everything from the first
 * unacknowledged event on is published anew (go-back-N). So readers may see repeats, and events after a missing one, but they
 * always get each event after all events before it. They drop the rest, see {@link Reading}.
 *
 * <p>A command that cannot be made from its event is no failed send, and no other try would help soon: everything before the event
 * is published, once, and the event is left for later.
 *
 * <p>Belongs to the partition's consumer thread; only Kafka's answers come on another one.
 */
final class Publication {

    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
    private static final int FAILURES_BEFORE_RENEWAL = 3;
    private static final Duration ANSWER_INTERVAL = Duration.ofMillis(5);

    private final String name;
    private final int partition;
    private final int interventions;
    private final Resources resources;
    private final BackOff backOff;
    private final BackOff making;
    private final Deque<SentChunk> underWay = new ArrayDeque<>();
    private volatile long committedSeq;
    private volatile long ackedSeq;
    private long sentSeq;
    private volatile @Nullable String obstacle;
    private int unanswered;
    private long heardNanos;
    private boolean failed;

    Publication(String name, Progress from, Resources resources) {
        this.name = name;
        this.partition = from.partition();
        this.interventions = from.interventions();
        this.resources = resources;
        this.backOff = new BackOff(resources.settings(), resources.timing());
        this.making = new BackOff(resources.settings(), resources.timing());
        this.committedSeq = from.journalSeq();
        this.ackedSeq = from.publishedSeq();
        this.sentSeq = from.publishedSeq();
        this.heardNanos = resources.timing().nanos();
    }

    /** Whether an operator has intervened since it began; then more may have to be published again than it knows of. */
    boolean isBefore(Progress found) {
        return interventions != found.interventions();
    }

    /** Every event up to here is on Kafka. */
    long ackedSeq() {
        return ackedSeq;
    }

    /** Why it stands still though database and broker may answer; null while it does not. */
    @Nullable
    String obstacle() {
        return obstacle;
    }

    /** The number of events that are not known to be on Kafka. */
    long backlog() {
        return committedSeq - ackedSeq;
    }

    /** Whether more events may be added. */
    boolean hasRoom() {
        return backlog() < resources.settings().maxUnpublished();
    }

    /** The journal has grown to this sequence number, by whomever. */
    void grownTo(long journalSeq) {
        committedSeq = Math.max(committedSeq, journalSeq);
    }

    /** Publishes what has just been committed, unless older events must be published first. */
    void committed(List<JournalEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        grownTo(events.getLast().seq());
        if (!failed() && obstacle == null && sentSeq == events.getFirst().seq() - 1) {
            send(events);
        }
    }

    /** Goes on with whatever is left to do; to be called again and again. */
    void tend() {
        giveUpOnSilence();
        if (failed() && !startAgain()) {
            return;
        }
        while (sentSeq < committedSeq
                && sentSeq - ackedSeq < resources.settings().maxUnpublished()
                && backOff.isDue()
                && (obstacle == null || making.isDue())) {
            try (Connection connection = resources.dataSource().getConnection()) {
                send(JournalTable.above(
                        connection, partition, sentSeq, resources.settings().republishRows()));
            } catch (SQLException e) {
                LOG.warn("{}: cannot read the journal above {}, trying again: {}", name, sentSeq, e.toString());
                backOff.failed();
            }
            if (failed()) {
                return;
            }
        }
    }

    /** Goes on until everything is published, something fails, or the time is over. */
    void drain(Duration atMost) throws InterruptedException {
        long deadline = resources.timing().nanos() + atMost.toNanos();
        while (backlog() > 0
                && resources.timing().nanos() < deadline
                && !failed()
                && backOff.isDue()
                && (obstacle == null || isAnythingUnanswered())) {
            tend();
            if (isAnythingUnanswered()) {
                resources.timing().sleep(ANSWER_INTERVAL);
            }
        }
        if (backlog() > 0) {
            LOG.info("{}: leaving {} events of the journal for the next owner to publish", name, backlog());
        }
    }

    private synchronized boolean isAnythingUnanswered() {
        return unanswered > 0;
    }

    /**
     * A Kafka client always answers within the delivery time-out, unless the machine's clock has been set back: it then waits for
     * a time that has been before. A new client answers for the old one.
     */
    private void giveUpOnSilence() {
        Duration limit = resources.settings().deliveryTimeout().multipliedBy(2);
        synchronized (this) {
            if (unanswered == 0 || resources.timing().nanos() - heardNanos < limit.toNanos()) {
                return;
            }
            heardNanos = resources.timing().nanos();
        }
        LOG.warn("{}: Kafka has not answered for {} s", name, limit.toSeconds());
        resources.producer().renew();
    }

    private synchronized boolean failed() {
        return failed || underWay.stream().anyMatch(SentChunk::hasFailed);
    }

    /** Once Kafka has answered everything: goes back to the first event that is not acknowledged. */
    private boolean startAgain() {
        synchronized (this) {
            if (unanswered > 0 || !backOff.isDue()) {
                return false;
            }
            underWay.clear();
            failed = false;
            sentSeq = ackedSeq;
        }
        if (backOff.failures() % FAILURES_BEFORE_RENEWAL == 0) {
            resources.producer().renew();
        }
        LOG.info("{}: publishing the journal again from {} on", name, sentSeq + 1);
        return true;
    }

    private void send(List<JournalEvent> events) {
        if (events.isEmpty() || events.getFirst().seq() != sentSeq + 1) {
            throw new IllegalStateException(
                    "expected event " + (sentSeq + 1) + " in the journal of " + name + " but got "
                            + (events.isEmpty() ? "nothing" : events.getFirst().seq()));
        }
        Map<Long, List<FollowUp>> followUps = new HashMap<>(0);
        List<JournalEvent> ready = events.subList(0, withFollowUps(events, followUps));
        if (!ready.isEmpty()) {
            send(ready, followUps);
        }
    }

    /** Makes what follows from the events; returns from how many of the first of them it could be made. */
    private int withFollowUps(List<JournalEvent> events, Map<Long, List<FollowUp>> made) {
        for (int i = 0; i < events.size(); i++) {
            JournalEvent event = events.get(i);
            if (!resources.producer().isFollowed(event)) {
                continue;
            }
            try {
                made.put(event.seq(), resources.producer().followUps(event));
            } catch (RuntimeException e) {
                making.failedForLong();
                String why =
                        "expected a command to follow from event %d but it cannot be made: %s; nothing after it is published until a repaired version of this service runs"
                                .formatted(event.seq(), e);
                if (!why.equals(obstacle)) {
                    LOG.error("{}: {}", name, why, e);
                }
                obstacle = why;
                return i;
            }
        }
        obstacle = null;
        return events.size();
    }

    private void send(List<JournalEvent> events, Map<Long, List<FollowUp>> followUps) {
        resources.failpoints().reach(Failpoints.Point.BEFORE_PUBLISH);
        SentChunk chunk = new SentChunk(events.getLast().seq(), this::answered);
        synchronized (this) {
            underWay.add(chunk);
            if (unanswered++ == 0) {
                heardNanos = resources.timing().nanos();
            }
        }
        EventProducer producer = resources.producer();
        for (JournalEvent event : events) {
            for (String topic : producer.topicsOf(event)) {
                hand(chunk, () -> producer.send(topic, partition, event, chunk));
            }
            for (FollowUp followUp : followUps.getOrDefault(event.seq(), List.of())) {
                hand(chunk, () -> producer.send(followUp, event, chunk));
            }
            if (chunk.hasFailed()) {
                break;
            }
        }
        sentSeq = events.getLast().seq();
        chunk.allSent();
    }

    private static void hand(SentChunk chunk, Runnable record) {
        chunk.expectAnswer();
        try {
            record.run();
        } catch (RuntimeException e) {
            chunk.onCompletion(null, e);
        }
    }

    private void answered(SentChunk chunk) {
        resources.failpoints().reach(Failpoints.Point.AFTER_ACK);
        synchronized (this) {
            unanswered--;
            heardNanos = resources.timing().nanos();
            if (chunk.hasFailed() && !failed) {
                failed = true;
                backOff.failed();
                LOG.warn(
                        "{}: publishing events up to {} failed: {}",
                        name,
                        chunk.lastSeq(),
                        String.valueOf(chunk.failure()));
            }
            long before = ackedSeq;
            while (!underWay.isEmpty()
                    && underWay.getFirst().isAnswered()
                    && !underWay.getFirst().hasFailed()) {
                ackedSeq = underWay.removeFirst().lastSeq();
            }
            if (ackedSeq > before) {
                resources.metrics().published(ackedSeq - before);
                if (!failed) {
                    backOff.succeeded();
                }
            }
        }
    }
}
