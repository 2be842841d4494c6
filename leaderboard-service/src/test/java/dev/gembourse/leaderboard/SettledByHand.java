package dev.gembourse.leaderboard;

import dev.gembourse.events.leaderboard.LeaderboardEvent;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.exactlyonce.BatchProcessor;
import dev.gembourse.exactlyonce.Input;
import dev.gembourse.exactlyonce.Writes;
import dev.gembourse.leaderboard.award.AwardStage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settles events as the engine does, but hands over what is to be published, so that a test can lose or repeat it. */
public final class SettledByHand {

    private static final String PROGRESS = """
            insert into progress (topic, partition, topic_id, cluster_id, partition_count, source_seq, journal_seq)
            values ('trading.events.v1', ?, 't', 'c', 4, ?, ?)
                on conflict (topic, partition) do update
               set source_seq = excluded.source_seq, journal_seq = excluded.journal_seq
            """;

    private final TestDatabase database;
    private final Map<Integer, Long> sourceSeq = new HashMap<>();
    private final Map<Integer, Long> journalSeq = new HashMap<>();

    public SettledByHand(TestDatabase database) {
        this.database = database;
    }

    /** An event of the leaderboard's journal. */
    public record Told(StreamPosition position, LeaderboardEvent event) {}

    /** Settles a batch of each partition concerned; returns what is to be published. */
    public List<Told> settle(List<? extends TradingEvent> events) {
        Map<Integer, List<TradingEvent>> batches = new HashMap<>();
        for (TradingEvent event : events) {
            batches.computeIfAbsent(TestKafka.partitionOf(event.accountId()), _ -> new ArrayList<>())
                    .add(event);
        }
        List<Told> told = new ArrayList<>();
        batches.forEach((partition, batch) -> told.addAll(settle(partition, batch)));
        return told;
    }

    /** The position in {@code trading.events.v1} of the event that was settled last in this partition. */
    public StreamPosition last(int partition) {
        return new StreamPosition(partition, sourceSeq.getOrDefault(partition, 0L));
    }

    private List<Told> settle(int partition, List<TradingEvent> batch) {
        List<Input<TradingEvent>> inputs = new ArrayList<>();
        for (TradingEvent event : batch) {
            long seq = sourceSeq.merge(partition, 1L, Long::sum);
            inputs.add(new Input<>(new StreamPosition(partition, seq - 1), new StreamPosition(partition, seq), event));
        }
        List<Told> told = new ArrayList<>();
        try (Connection transaction = database.dataSource().getConnection()) {
            transaction.setAutoCommit(false);
            BatchProcessor<TradingEvent, LeaderboardEvent> processor = new AwardStage(100).open();
            processor.load(transaction, inputs);
            for (Input<TradingEvent> input : inputs) {
                processor.decide(input, input.value().occurredAt(), (_, event) -> {
                    StreamPosition position = new StreamPosition(partition, journalSeq.merge(partition, 1L, Long::sum));
                    told.add(new Told(position, event));
                    return position;
                });
            }
            Writes writes = new Writes();
            processor.write(transaction, writes);
            writes.send(transaction);
            try (PreparedStatement statement = transaction.prepareStatement(PROGRESS)) {
                statement.setInt(1, partition);
                statement.setLong(2, sourceSeq.get(partition));
                statement.setLong(3, journalSeq.getOrDefault(partition, 0L));
                statement.execute();
            }
            transaction.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return told;
    }
}
