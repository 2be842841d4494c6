package dev.gembourse.exactlyonce;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Processes batches, always on one thread at a time: {@code load}, then {@code decide} for each record, then {@code write}, all
 * within one open transaction; then {@code committed}. A batch may hold records of several partitions, each partition's in their
 * order, and the transaction owns all of these. If any of this fails the transaction is rolled back and the processor is thrown
 * away together with all that it cached.
 */
public interface BatchProcessor<C, E> {

    /** Reads what the batch touches and is not cached, with one query per kind of thing, keys sorted. */
    void load(Connection transaction, List<Input<C>> batch) throws SQLException;

    /**
     * Decides one record in memory and appends what happened to the journal of its partition. A rule that says no is an event like
     * any other. An exception means a bug or a poisonous record: the record is quarantined and the rest of the batch is done again.
     *
     * @param now the time of the batch, never before that of a batch before it in the record's partition
     */
    void decide(Input<C> input, Instant now, Journal<E> journal);

    /**
     * Adds everything that the batch changed to what is written, or writes it with set-based SQL. The engine adds the journal and
     * sends it all.
     */
    void write(Connection transaction, Writes writes) throws SQLException;

    /** The batch is durable. */
    default void committed() {}
}
