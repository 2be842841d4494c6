package dev.gembourse.processor.query;

import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.processor.problem.Problem;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the projection of portfolios has got with the journal of trading. */
@Component
class Projection {

    private static final Duration LOOK = Duration.ofMillis(10);

    private static final String REACHED = """
            select (select coalesce(max(source_seq), 0) from portfolio.progress where topic = :topic and partition = :partition) as seq,
                   coalesce(max(until_seq), 0) as whole_from, coalesce(max(number), 0) as rebuilds
              from portfolio.rebuild
             where partition = :partition
            """;

    private final JdbcClient reads;
    private final QuerySettings settings;

    Projection(JdbcClient reads, QuerySettings settings) {
        this.reads = reads;
        this.settings = settings;
    }

    private record Reached(long seq, long wholeFrom, int rebuilds) {}

    /**
     * Waits until what is asked for is there, if need be, and reads it; again where the tables were emptied meanwhile, for then nobody
     * knows what was read.
     *
     * @param partition whose accounts are to be read; they are not shown while their tables are made anew
     * @param atLeast an event of {@code trading.events.v1} that the answer has to include
     */
    <T> T read(int partition, @Nullable StreamPosition atLeast, Supplier<T> answer) {
        require(atLeast);
        while (true) {
            Reached before = await(partition, 0);
            T read = answer.get();
            if (reached(partition).rebuilds == before.rebuilds) {
                return read;
            }
        }
    }

    /** Waits until an event of {@code trading.events.v1} is in the tables; null for any moment. */
    void require(@Nullable StreamPosition atLeast) {
        if (atLeast != null) {
            await(atLeast.partition(), atLeast.index());
        }
    }

    private Reached await(int partition, long seq) {
        long deadline = System.nanoTime() + settings.positionWait().toNanos();
        Reached reached = reached(partition);
        while (reached.seq < seq || reached.seq < reached.wholeFrom) {
            if (System.nanoTime() > deadline) {
                throw Problem.notYetApplied("the portfolios of partition %d have not been followed up to %d yet"
                        .formatted(partition, Math.max(seq, reached.wholeFrom)));
            }
            pause();
            reached = reached(partition);
        }
        return reached;
    }

    private Reached reached(int partition) {
        return reads.sql(REACHED)
                .param("topic", Topics.TRADING_EVENTS)
                .param("partition", partition)
                .query((row, ignored) ->
                        new Reached(row.getLong("seq"), row.getLong("whole_from"), row.getInt("rebuilds")))
                .single();
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.notYetApplied("interrupted while waiting");
        }
    }
}
