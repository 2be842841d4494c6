package dev.gembourse.exactlyonce;

import dev.gembourse.events.wire.Headers;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles batches: each in one transaction, of whatever partitions its records are, and exactly once. Belongs to one consumer
 * thread.
 */
final class Settlement<C, E> {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    private final Stage<C, E> stage;
    private final Resources resources;
    private final JournalTable journal = new JournalTable();
    private final MessageDigest sha256 = JournalChain.sha256();
    private @Nullable BatchProcessor<C, E> processor;

    Settlement(Stage<C, E> stage, Resources resources) {
        this.stage = stage;
        this.resources = resources;
    }

    /**
     * A partition's share of a batch.
     *
     * @param from the place that the records follow
     * @param poison why they are to be quarantined whatever they hold; null to settle them
     * @param takeovers what to store as the number of take-overs without a commit
     */
    record Share(
            Progress from,
            List<ConsumerRecord<byte[], byte[]>> records,
            @Nullable Poison poison,
            int takeovers) {}

    /** What a share has come to: the partition's place after it and the events to publish. */
    record Settled(Progress progress, List<JournalEvent> events) {}

    /**
     * Settles one batch.
     *
     * @param shares at most one of each partition
     * @return what became of each share, in the same order
     * @throws FenceLost when a partition is not at its share's place any more
     * @throws PoisonRecord when deciding a record fails
     * @throws PoisonBatch when the stage cannot load or write the batch
     * @throws SQLException for everything that may pass; whether the batch was committed may then be unknown
     */
    List<Settled> settle(List<Share> shares) throws SQLException {
        long begin = resources.timing().nanos();
        Instant now = now(shares);
        List<Part<C, E>> parts = shares.stream()
                .map(share -> Part.read(stage, share, now, sha256))
                .toList();
        List<Part<C, E>> news = parts.stream().filter(Part::isNews).toList();
        if (!news.isEmpty()) {
            long commitNanos = commit(news, now);
            resources.failpoints().reach(Failpoints.Point.AFTER_COMMIT);
            committed();
            resources.metrics().committed(records(news), resources.timing().nanos() - begin, commitNanos);
        }
        parts.forEach(this::report);
        return parts.stream().map(Part::settled).toList();
    }

    /** Drops the processor with all that it has cached. */
    void forget() {
        processor = null;
    }

    private Instant now(List<Share> shares) {
        Instant now = resources.clock().instant().truncatedTo(ChronoUnit.MICROS);
        for (Share share : shares) {
            Instant before = share.from().settledAt();
            now = before.isAfter(now) ? before : now;
        }
        return now;
    }

    /** Returns how long the commit alone has taken. */
    private long commit(List<Part<C, E>> parts, Instant now) throws SQLException {
        try (Connection connection = resources.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            boolean finished = false;
            try {
                List<Progress> from =
                        parts.stream().map(part -> part.share().from()).toList();
                resources.fence().lock(connection, from);
                resources.failpoints().reach(Failpoints.Point.IN_TRANSACTION);
                Writes writes = new Writes();
                process(connection, parts, now, writes);
                for (Part<C, E> part : parts) {
                    resources.quarantine().add(connection, part.intake().quarantined(), now);
                }
                List<Progress> to = parts.stream().map(Part::place).toList();
                writes.add(resources.fence().advance(to));
                asStage(() -> writes.send(connection));
                resources.failpoints().reach(Failpoints.Point.BEFORE_COMMIT);
                long commitBegin = resources.timing().nanos();
                connection.commit();
                finished = true;
                return resources.timing().nanos() - commitBegin;
            } finally {
                if (!finished) {
                    forget();
                    rollBack(connection);
                }
            }
        }
    }

    private void process(Connection connection, List<Part<C, E>> parts, Instant now, Writes writes)
            throws SQLException {
        journal.clear();
        List<Input<C>> inputs =
                parts.stream().flatMap(part -> part.intake().inputs().stream()).toList();
        if (inputs.isEmpty()) {
            return;
        }
        BatchProcessor<C, E> mine = processor;
        if (mine == null) {
            mine = stage.open();
            processor = mine;
        }
        BatchProcessor<C, E> it = mine;
        asStage(() -> it.load(connection, inputs));
        for (Part<C, E> part : parts) {
            decide(it, part, now);
        }
        long sealing = resources.timing().nanos();
        parts.forEach(part -> part.page().seal());
        resources.metrics().hashed(resources.timing().nanos() - sealing);
        for (Part<C, E> part : parts) {
            journal.add(part.partition(), part.page().events(), part.page().hashes());
        }
        asStage(() -> it.write(connection, writes));
        journal.write(writes);
    }

    private void decide(BatchProcessor<C, E> mine, Part<C, E> part, Instant now) {
        List<Input<C>> inputs = part.intake().inputs();
        for (int i = 0; i < inputs.size(); i++) {
            Input<C> input = inputs.get(i);
            part.page().follows(part.intake().records().get(i).headers().lastHeader(Headers.TRACE_PARENT));
            resources.failpoints().deciding(input.offset());
            try {
                mine.decide(input, now, part.page());
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                throw new PoisonRecord(input.offset().index(), e);
            }
        }
    }

    private interface Step {
        void run() throws SQLException;
    }

    private static void asStage(Step step) throws SQLException {
        try {
            step.run();
        } catch (SQLException e) {
            if (PoisonBatch.isFaultOfTheRecords(e)) {
                throw new PoisonBatch(e);
            }
            throw e;
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            throw new PoisonBatch(e);
        }
    }

    private void committed() {
        BatchProcessor<C, E> mine = processor;
        if (mine == null) {
            return;
        }
        try {
            mine.committed();
        } catch (RuntimeException e) {
            LOG.error("{}: the stage failed after a commit; its cache is dropped", stage.name(), e);
            forget();
        }
    }

    private static <C, E> int records(List<Part<C, E>> parts) {
        return parts.stream().mapToInt(part -> part.share().records().size()).sum();
    }

    private void report(Part<C, E> part) {
        Intake<C> intake = part.intake();
        resources.metrics().settled(intake);
        LOG.atDebug()
                .setMessage("{}-{}: settled offsets {} to {}: {} decided, {} quarantined, {} dropped, journal {} to {}")
                .addArgument(stage.name())
                .addArgument(part.partition())
                .addArgument(part.share().from().nextOffset())
                .addArgument(intake.nextOffset() - 1)
                .addArgument(intake.inputs().size())
                .addArgument(intake.quarantined().size())
                .addArgument(intake.duplicates() + intake.repeats() + intake.gaps())
                .addArgument(part.share().from().journalSeq())
                .addArgument(part.page().lastSeq())
                .log();
        for (Quarantined quarantined : intake.quarantined()) {
            LOG.warn(
                    "{}-{}: quarantined the record at offset {}: {} {}",
                    stage.name(),
                    part.partition(),
                    quarantined.record().offset(),
                    quarantined.poison().reason(),
                    quarantined.poison().detail());
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("a transaction could not be rolled back, so its connection is lost and the server does it", e);
        }
    }
}
