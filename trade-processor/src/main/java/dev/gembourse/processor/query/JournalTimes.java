package dev.gembourse.processor.query;

import java.sql.Types;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells which part of the trading journal was written in a range of time; everything else is found by its place there. */
@Component
class JournalTimes {

    private static final String STRETCH = """
            select coalesce(trading.first_seq_at(:partition, :begin), 0) as first,
                   coalesce(trading.first_seq_at(:partition, :end),
                            (select max(seq) + 1 from trading.journal where partition = :partition),
                            1) as beyond
            """;

    private final JdbcClient statements;

    JournalTimes(JdbcClient statements) {
        this.statements = statements;
    }

    /**
     * A part of a partition's journal.
     *
     * @param first the sequence number of its first event
     * @param beyond one more than that of its last
     */
    record Stretch(long first, long beyond) {}

    /** What has been committed of the range at this moment. */
    Stretch stretch(int partition, TimeRange range) {
        return statements
                .sql(STRETCH)
                .param("partition", partition)
                .param("begin", range.begin(), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("end", range.end(), Types.TIMESTAMP_WITH_TIMEZONE)
                .query((row, ignored) -> new Stretch(row.getLong("first"), row.getLong("beyond")))
                .single();
    }
}
