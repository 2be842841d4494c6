package dev.gembourse.exactlyonce;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Processes the batches of one partition, always on one thread at a time: {@code load}, then {@code decide} for each record
 * in order, then {@code write}, all within one open transaction whose fence row is locked; then {@code committed}. If any of
 * this fails the transaction is rolled back and the processor is thrown away together with all that it cached.
 */
public interface PartitionProcessor<C, E> {

    /** Reads what the batch touches and is not cached, with one query per kind of thing, keys sorted. */
    void load(Connection transaction, List<Input<C>> batch) throws SQLException;

    /**
     * Decides one record in memory and appends what happened to the journal. A rule that says no is an event like any other.
     * An exception means a bug or a poisonous record: the record is quarantined and the rest of the batch is done again.
     *
     * @param now the time of the batch, never before that of the batch before it
     */
    void decide(Input<C> input, Instant now, Journal<E> journal);

    /** Writes everything that the batch changed, with set-based SQL. The engine writes the journal itself. */
    void write(Connection transaction) throws SQLException;

    /** The batch is durable. */
    default void committed() {}
}
