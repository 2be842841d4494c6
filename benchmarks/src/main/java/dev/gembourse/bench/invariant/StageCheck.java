package dev.gembourse.bench.invariant;

import dev.gembourse.events.wire.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * I5 and I6 of one stage: its journal has no gap and is on Kafka as it was committed, and its offset is that behind the last
 * record.
 *
 * @param schema the stage's name
 * @param output null when it tells nobody, and so has no journal
 */
record StageCheck(String schema, String input, @Nullable String output) {

    static final StageCheck TRADING = new StageCheck("trading", Topics.TRADING_COMMANDS, Topics.TRADING_EVENTS);
    static final StageCheck MARKET = new StageCheck("market", Topics.MARKET_COMMANDS, Topics.MARKET_EVENTS);
    static final StageCheck LEADERBOARD =
            new StageCheck("leaderboard", Topics.TRADING_EVENTS, Topics.LEADERBOARD_EVENTS);
    static final StageCheck PORTFOLIO = new StageCheck("portfolio", Topics.TRADING_EVENTS, null);

    private record Progress(long nextOffset, long journalSeq, long publishedSeq) {}

    void check(Map<String, Object> kafka, Connection database, Findings findings) throws SQLException {
        Map<Integer, Progress> progress = progress(database);
        gaps(database, progress, findings);
        for (int partition = 0; partition < PartitionLog.partitions(kafka, input); partition++) {
            Progress stored = progress.get(partition);
            long end = end(kafka, partition);
            findings.expect(
                    stored == null ? end == 0 : stored.nextOffset() == end,
                    "I6",
                    "%s has %s of %s-%d, whose end is %d".formatted(schema, stored, input, partition, end));
            if (stored != null) {
                findings.expect(
                        stored.publishedSeq() <= stored.journalSeq(),
                        "I5",
                        "%s-%d has published more than it has: %s".formatted(schema, partition, stored));
                if (output != null) {
                    published(kafka, database, output, partition, stored.journalSeq(), findings);
                }
            }
        }
    }

    private Map<Integer, Progress> progress(Connection database) throws SQLException {
        Map<Integer, Progress> progress = new HashMap<>();
        String sql = "select partition, next_offset, journal_seq, published_seq from " + schema
                + ".progress where topic = '" + input + "'";
        Query.forEach(
                database,
                sql,
                row -> progress.put(
                        row.getInt("partition"),
                        new Progress(
                                row.getLong("next_offset"), row.getLong("journal_seq"), row.getLong("published_seq"))));
        return progress;
    }

    private void gaps(Connection database, Map<Integer, Progress> progress, Findings findings) throws SQLException {
        String sql = "select partition, count(*) as events, min(seq) as first, max(seq) as last from " + schema
                + ".journal group by partition";
        Query.forEach(database, sql, row -> {
            int partition = row.getInt("partition");
            long last = row.getLong("last");
            Progress stored = progress.get(partition);
            findings.expect(
                    row.getLong("first") == 1
                            && row.getLong("events") == last
                            && stored != null
                            && stored.journalSeq() == last,
                    "I5",
                    "the journal of %s-%d has %d events from %d to %d, and progress says %s"
                            .formatted(schema, partition, row.getLong("events"), row.getLong("first"), last, stored));
        });
    }

    /** Reads topic and table side by side: the topic must have each event, in order, with the same bytes. */
    private void published(
            Map<String, Object> kafka,
            Connection database,
            String topic,
            int partition,
            long journalSeq,
            Findings findings)
            throws SQLException {
        String sql = "select seq, value from " + schema + ".journal where partition = " + partition + " order by seq";
        try (PartitionLog log = new PartitionLog(kafka, topic, partition)) {
            Query.forEach(database, sql, row -> {
                long seq = row.getLong("seq");
                byte[] published = published(log, seq);
                if (!Arrays.equals(published, row.getBytes("value"))) {
                    findings.add(
                            "I5",
                            "event %d.%d of %s was committed but %s"
                                    .formatted(
                                            partition,
                                            seq,
                                            schema,
                                            published.length == 0 ? "is not on Kafka" : "published with other bytes"));
                }
            });
            while (log.hasNext()) {
                long seq = PartitionLog.journalPosition(log.next()).index();
                if (seq > journalSeq) {
                    findings.add("I5", "%s published %d.%d, never committed".formatted(schema, partition, seq));
                }
            }
        }
    }

    /** The first record with this sequence number; empty when there is none. */
    private static byte[] published(PartitionLog log, long seq) {
        while (log.hasNext()) {
            ConsumerRecord<byte[], byte[]> event = log.next();
            if (PartitionLog.journalPosition(event).index() == seq) {
                return event.value();
            }
        }
        return new byte[0];
    }

    private long end(Map<String, Object> kafka, int partition) {
        try (PartitionLog log = new PartitionLog(kafka, input, partition)) {
            return log.end();
        }
    }
}
