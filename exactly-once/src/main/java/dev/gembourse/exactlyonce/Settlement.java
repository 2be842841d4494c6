package dev.gembourse.exactlyonce;

import dev.gembourse.events.wire.Headers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settles batches of one partition: each in one transaction, and exactly once. */
final class Settlement<C, E> {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    private final Stage<C, E> stage;
    private final int partition;
    private final Resources resources;
    private final JournalTable journal;
    private @Nullable PartitionProcessor<C, E> processor;

    Settlement(Stage<C, E> stage, int partition, Resources resources, JournalTable journal) {
        this.stage = stage;
        this.partition = partition;
        this.resources = resources;
        this.journal = journal;
    }

    /** What a batch has come to: the partition's place after it and the events to publish. */
    record Settled(Progress progress, List<JournalEvent> events) {}

    /**
     * Settles records that follow the given place.
     *
     * @param poison why they are to be quarantined whatever they hold; null to settle them
     * @param takeovers what to store as the number of take-overs without a commit
     * @throws FenceLost when the partition is not at the given place any more
     * @throws PoisonRecord when deciding a record fails
     * @throws PoisonBatch when the stage cannot load or write the batch
     * @throws SQLException for everything that may pass; whether the batch was committed may then be unknown
     */
    Settled settle(Progress from, List<ConsumerRecord<byte[], byte[]>> records, @Nullable Poison poison, int takeovers)
            throws SQLException {
        long begin = resources.timing().nanos();
        Intake<C> intake =
                new Reading<>(stage, partition, from.identity().partitionCount()).take(from, records, poison);
        if (intake.duplicates() == records.size()) {
            resources.metrics().dropped(intake.duplicates());
            return new Settled(from, List.of());
        }
        Instant now = later(resources.clock().instant().truncatedTo(ChronoUnit.MICROS), from.settledAt());
        JournalPage<E> page =
                new JournalPage<>(stage.output(), from, now, intake.inputs().size() * 2);
        Progress to;
        long commitNanos;
        try (Connection connection = resources.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            boolean finished = false;
            try {
                resources.fence().lock(connection, from);
                resources.failpoints().reach(Failpoints.Point.IN_TRANSACTION);
                process(connection, intake, now, page);
                journal.add(connection, page.events());
                resources.quarantine().add(connection, intake.quarantined(), now);
                to = place(from, intake, page, takeovers, now);
                resources.fence().advance(connection, to);
                resources.failpoints().reach(Failpoints.Point.BEFORE_COMMIT);
                long commitBegin = resources.timing().nanos();
                connection.commit();
                commitNanos = resources.timing().nanos() - commitBegin;
                finished = true;
            } finally {
                if (!finished) {
                    rollBack(connection);
                }
            }
        }
        resources.failpoints().reach(Failpoints.Point.AFTER_COMMIT);
        committed();
        resources.metrics().settled(intake, records.size(), resources.timing().nanos() - begin, commitNanos);
        log(intake, from, to);
        return new Settled(to, page.events());
    }

    /** Drops the processor with all that it has cached. */
    void forget() {
        processor = null;
    }

    private void process(Connection connection, Intake<C> intake, Instant now, JournalPage<E> page)
            throws SQLException {
        if (intake.inputs().isEmpty()) {
            return;
        }
        PartitionProcessor<C, E> mine = processor;
        if (mine == null) {
            mine = stage.open(partition);
            processor = mine;
        }
        asStage(mine, connection, (it, transaction) -> it.load(transaction, intake.inputs()));
        decide(mine, intake, now, page);
        asStage(mine, connection, PartitionProcessor::write);
    }

    private void decide(PartitionProcessor<C, E> mine, Intake<C> intake, Instant now, JournalPage<E> page) {
        for (int i = 0; i < intake.inputs().size(); i++) {
            Input<C> input = intake.inputs().get(i);
            page.follows(intake.records().get(i).headers().lastHeader(Headers.TRACE_PARENT));
            resources.failpoints().deciding(input.offset());
            try {
                mine.decide(input, now, page);
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                throw new PoisonRecord(input.offset().index(), e);
            }
        }
    }

    private interface Step<C, E> {
        void run(PartitionProcessor<C, E> processor, Connection transaction) throws SQLException;
    }

    private void asStage(PartitionProcessor<C, E> mine, Connection connection, Step<C, E> step) throws SQLException {
        try {
            step.run(mine, connection);
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
        PartitionProcessor<C, E> mine = processor;
        if (mine == null) {
            return;
        }
        try {
            mine.committed();
        } catch (RuntimeException e) {
            LOG.error("{}-{}: the stage failed after a commit; its cache is dropped", stage.name(), partition, e);
            forget();
        }
    }

    private Progress place(Progress from, Intake<C> intake, JournalPage<E> page, int takeovers, Instant now) {
        return new Progress(
                partition,
                intake.nextOffset(),
                intake.leaderEpoch(),
                intake.sourceSeq(),
                intake.sourceSeen(),
                page.lastSeq(),
                from.publishedSeq(),
                from.identity(),
                takeovers,
                null,
                0,
                from.interventions(),
                now);
    }

    private void log(Intake<C> intake, Progress from, Progress to) {
        LOG.atDebug()
                .setMessage("{}-{}: settled offsets {} to {}: {} decided, {} quarantined, {} dropped, journal {} to {}")
                .addArgument(stage.name())
                .addArgument(partition)
                .addArgument(from.nextOffset())
                .addArgument(to.nextOffset() - 1)
                .addArgument(intake.inputs().size())
                .addArgument(intake.quarantined().size())
                .addArgument(intake.duplicates() + intake.repeats() + intake.gaps())
                .addArgument(from.journalSeq())
                .addArgument(to.journalSeq())
                .log();
        for (Quarantined quarantined : intake.quarantined()) {
            LOG.warn(
                    "{}-{}: quarantined the record at offset {}: {} {}",
                    stage.name(),
                    partition,
                    quarantined.record().offset(),
                    quarantined.poison().reason(),
                    quarantined.poison().detail());
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("a transaction could not be rolled back, so its connection is lost and the server does it", e);
        }
    }
}
