package dev.gembourse.simulator;

import static dev.gembourse.simulator.Statements.normal;
import static dev.gembourse.simulator.Statements.updated;

import dev.gembourse.simulator.Statements.Meaning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statements of the module exactly-once. */
final class EngineStatements {

    private static final String PROGRESS = """
            select partition, next_offset, leader_epoch, source_seq, source_seen, journal_seq, published_seq, topic_id,
                   cluster_id, partition_count, takeovers, suspect_offset, suspect_tries, interventions, settled_at, journal_hash
              from progress
            """;

    private static final String PROGRESS_COLUMNS =
            "partition, next_offset, leader_epoch, source_seq, source_seen, journal_seq, published_seq, topic_id, cluster_id, partition_count, takeovers, suspect_offset, suspect_tries, interventions, settled_at, journal_hash";

    private EngineStatements() {}

    static void addTo(Map<String, Meaning> all) {
        fence(all);
        isolation(all);
        rows(all);
    }

    private static void fence(Map<String, Meaning> all) {
        all.put(normal("""
                insert into progress (topic, partition, next_offset, topic_id, cluster_id, partition_count)
                values (?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """), (session, given) -> {
            boolean added = session.insertIfAbsent(
                    session.table("progress"),
                    Row.of(
                            "topic",
                            given.text(1),
                            "partition",
                            given.number(2),
                            "next_offset",
                            given.number(3),
                            "leader_epoch",
                            null,
                            "source_seq",
                            0,
                            "source_seen",
                            0,
                            "journal_seq",
                            0,
                            "published_seq",
                            0,
                            "topic_id",
                            given.text(4),
                            "cluster_id",
                            given.text(5),
                            "partition_count",
                            given.number(6),
                            "takeovers",
                            0,
                            "suspect_offset",
                            null,
                            "suspect_tries",
                            0,
                            "interventions",
                            0,
                            "settled_at",
                            session.world().instant(),
                            "journal_hash",
                            new byte[32]));
            return updated(added ? 1 : 0);
        });
        all.put(
                normal(PROGRESS + " where topic = ? and partition = ?"),
                (session, given) -> session.rows(
                                session.table("progress"),
                                row -> row.has("topic", given.text(1)) && row.has("partition", given.number(2)))
                        .map(row -> row.only(PROGRESS_COLUMNS))
                        .toList());
        all.put(
                normal(PROGRESS + " where topic = ? order by partition"),
                (session, given) -> session.rows(session.table("progress"), row -> row.has("topic", given.text(1)))
                        .sorted(Comparator.comparing(row -> row.number("partition")))
                        .map(row -> row.only(PROGRESS_COLUMNS))
                        .toList());
        all.put(normal("""
                select p.partition
                  from progress p
                  join unnest(?::integer[], ?::bigint[], ?::bigint[], ?::integer[])
                       as expected (partition, next_offset, journal_seq, interventions)
                 using (partition, next_offset, journal_seq, interventions)
                 where p.topic = ?
                 order by p.partition
                   for update of p
                """), (session, given) -> {
            List<Row> locked = new ArrayList<>();
            for (long partition : given.numbers(1).stream().sorted().toList()) {
                int at = given.numbers(1).indexOf(partition);
                Row row = session.lock(session.table("progress"), given.text(5), partition);
                if (row != null
                        && row.has("next_offset", given.numbers(2).get(at))
                        && row.has("journal_seq", given.numbers(3).get(at))
                        && row.has("interventions", given.numbers(4).get(at))) {
                    locked.add(row.only("partition"));
                }
            }
            return locked;
        });
        all.put(normal("""
                update progress p
                   set next_offset = u.next_offset, leader_epoch = u.leader_epoch, source_seq = u.source_seq,
                       source_seen = u.source_seen, journal_seq = u.journal_seq, journal_hash = u.journal_hash,
                       published_seq = greatest(p.published_seq, u.published_seq), takeovers = u.takeovers, suspect_offset = null,
                       suspect_tries = 0, settled_at = u.settled_at
                  from unnest(?::text[], ?::integer[], ?::bigint[], ?::integer[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                              ?::integer[], ?::timestamptz[], ?::bytea[])
                       as u (topic, partition, next_offset, leader_epoch, source_seq, source_seen, journal_seq, published_seq,
                             takeovers, settled_at, journal_hash)
                 where p.topic = u.topic and p.partition = u.partition
                """), (session, given) -> {
            int rows = given.array(1).size();
            for (int i = 0; i < rows; i++) {
                Row row = session.lock(
                        session.table("progress"),
                        given.texts(1).get(i),
                        given.numbers(2).get(i));
                session.put(
                        session.table("progress"),
                        row.with("next_offset", given.numbers(3).get(i))
                                .with("leader_epoch", given.array(4).get(i))
                                .with("source_seq", given.numbers(5).get(i))
                                .with("source_seen", given.numbers(6).get(i))
                                .with("journal_seq", given.numbers(7).get(i))
                                .with(
                                        "published_seq",
                                        Math.max(
                                                row.number("published_seq"),
                                                given.numbers(8).get(i)))
                                .with("takeovers", given.numbers(9).get(i))
                                .with("suspect_offset", null)
                                .with("suspect_tries", 0)
                                .with("settled_at", given.times(10).get(i))
                                .with("journal_hash", given.array(11).get(i)));
            }
            return updated(rows);
        });
        all.put(normal("""
                update progress
                   set published_seq = greatest(published_seq, ?),
                       next_offset = case when next_offset = ? then ? else next_offset end
                 where topic = ? and partition = ? and interventions = ? and journal_seq >= ?
                """), (session, given) -> {
            Row row = session.lock(session.table("progress"), given.text(4), given.number(5));
            if (row == null
                    || row.number("interventions") != given.number(6)
                    || row.number("journal_seq") < given.number(7)) {
                return updated(0);
            }
            boolean same = row.number("next_offset") == given.number(2);
            session.put(
                    session.table("progress"),
                    row.with("published_seq", Math.max(row.number("published_seq"), given.number(1)))
                            .with("next_offset", same ? given.number(3) : row.number("next_offset")));
            return updated(1);
        });
    }

    private static void isolation(Map<String, Meaning> all) {
        all.put(normal("""
                update progress
                   set takeovers = takeovers + 1
                 where topic = ? and partition = ? and next_offset = ? and journal_seq = ? and interventions = ?
                returning takeovers
                """), (session, given) -> {
            Row row = session.lock(session.table("progress"), given.text(1), given.number(2));
            if (!stands(row, given, 3)) {
                return List.of();
            }
            Row counted = row.with("takeovers", row.number("takeovers") + 1);
            session.put(session.table("progress"), counted);
            return List.of(counted.only("takeovers"));
        });
        all.put(normal("""
                update progress
                   set suspect_tries = case when suspect_offset = ? then suspect_tries + 1 else 1 end, suspect_offset = ?
                 where topic = ? and partition = ? and next_offset = ? and journal_seq = ? and interventions = ?
                returning suspect_tries
                """), (session, given) -> {
            Row row = session.lock(session.table("progress"), given.text(3), given.number(4));
            if (!stands(row, given, 5)) {
                return List.of();
            }
            long tries = row.has("suspect_offset", given.number(1)) ? row.number("suspect_tries") + 1 : 1;
            Row counted = row.with("suspect_tries", tries).with("suspect_offset", given.number(2));
            session.put(session.table("progress"), counted);
            return List.of(counted.only("suspect_tries"));
        });
        all.put(normal("""
                update progress
                   set takeovers = greatest(takeovers - 1, 0),
                       suspect_tries = case when suspect_offset = ? then greatest(suspect_tries - 1, 0) else suspect_tries end
                 where topic = ? and partition = ? and next_offset = ? and journal_seq = ? and interventions = ?
                """), (session, given) -> {
            Row row = session.lock(session.table("progress"), given.text(2), given.number(3));
            if (!stands(row, given, 4)) {
                return updated(0);
            }
            long tries = row.number("suspect_tries");
            boolean suspect = row.has("suspect_offset", given.number(1));
            session.put(
                    session.table("progress"),
                    row.with("takeovers", Math.max(row.number("takeovers") - 1, 0))
                            .with("suspect_tries", suspect ? Math.max(tries - 1, 0) : tries));
            return updated(1);
        });
    }

    private static void rows(Map<String, Meaning> all) {
        all.put(
                normal("""
                select seq, key, type, correlation_id, recorded_at, value
                  from journal
                 where partition = ? and seq > ?
                 order by seq
                 limit ?
                """),
                (session, given) -> session.rows(
                                session.table("journal"),
                                row -> row.has("partition", given.number(1)) && row.number("seq") > given.number(2))
                        .sorted(Comparator.comparing(row -> row.number("seq")))
                        .limit(given.number(3))
                        .map(row -> row.only("seq, key, type, correlation_id, recorded_at, value"))
                        .toList());
        all.put(normal("""
                insert into quarantine (topic, partition, "offset", reason, detail, key, headers, value, recorded_at)
                values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
                on conflict do nothing
                """), (session, given) -> {
            boolean added = session.insertIfAbsent(
                    session.table("quarantine"),
                    Row.of(
                            "topic",
                            given.text(1),
                            "partition",
                            given.number(2),
                            "offset",
                            given.number(3),
                            "reason",
                            given.text(4),
                            "detail",
                            given.text(5),
                            "key",
                            given.get(6),
                            "headers",
                            given.get(7),
                            "value",
                            given.get(8),
                            "recorded_at",
                            given.time(9)));
            return updated(added ? 1 : 0);
        });
    }

    /** Whether a row of progress is where an owner expects it. */
    private static boolean stands(@Nullable Row row, Parameters given, int first) {
        return row != null
                && row.number("next_offset") == given.number(first)
                && row.number("journal_seq") == given.number(first + 1)
                && row.number("interventions") == given.number(first + 2);
    }
}
