package dev.gembourse.exactlyonce;

import dev.gembourse.events.wire.Contract;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a service plugs into the engine: the language it reads, the language of its journal, and who processes batches.
 *
 * @param <C> what is read (commands, or another stage's events)
 * @param <E> what is written to the journal
 */
public interface Stage<C, E> {

    /** Names the stage in metrics, logs, the consumer group and as the PostgreSQL schema of its tables, as in "trading". */
    String name();

    /** The language of the input topic. */
    Contract<C> input();

    /**
     * The language of the journal and the topic on which it is published, partition by partition. Null for a projection: it writes
     * its tables, tells nobody, and must not append to a journal.
     */
    @Nullable
    Contract<E> output();

    /**
     * Whether the input is itself a journal. Then the engine applies each partition's events strictly in the order of their
     * sequence numbers: repeats are dropped and a gap is a fault.
     */
    default boolean inputIsJournal() {
        return false;
    }

    /** The topics on which an event of this type is published, each under the same key and in the same partition. */
    default List<String> topicsOf(Class<? extends E> eventType) {
        Contract<E> journal = output();
        return journal == null ? List.of() : List.of(journal.topic());
    }

    /**
     * The types of events from which commands follow, and which ones: how one partition has something done in another. An event
     * counts as published when its commands are in the log too, so none is ever lost; some come again. The same event must always
     * give the same commands in the same order.
     */
    default Map<Class<? extends E>, Function<E, List<FollowUp>>> followUps() {
        return Map.of();
    }

    /**
     * Those of these follow-ups' operations that have been decided, as far as the stage's own tables tell. Asked when the topic of
     * follow-ups has lost records; a follow-up that is not named may be sent again.
     *
     * @param connection to the stage's schema
     */
    default Set<String> decided(Connection connection, Collection<String> operationIds) throws SQLException {
        return Set.of();
    }

    /**
     * A new processor for a thread whose partitions have changed, or whose last batch did not commit. It knows nothing yet;
     * whatever it caches is valid as long as it lives, for nobody else can commit to these partitions meanwhile.
     */
    BatchProcessor<C, E> open();
}
