package dev.gembourse.simulator;

import static dev.gembourse.simulator.Statements.normal;
import static dev.gembourse.simulator.Statements.updated;

import dev.gembourse.simulator.Statements.Meaning;
import java.util.List;
import java.util.Map;

/** The statements of the leaderboard's stage. */
final class LeaderboardStatements {

    private LeaderboardStatements() {}

    static void addTo(Map<String, Meaning> all) {
        // The board is not rebuilt in the simulator.
        all.put(
                normal("select coalesce(max(told_seq), 0) from rebuild where partition = ?"),
                (session, given) -> List.of(Row.of("told_seq", 0)));
        all.put(
                normal("""
                select account_id, username, gems, trade_count, reached_at
                  from player
                 where account_id = any(?)
                """),
                (session, given) -> session.rows(
                                session.table("player"), row -> given.uuids(1).contains(row.uuid("account_id")))
                        .map(row -> row.only("account_id, username, gems, trade_count, reached_at"))
                        .toList());
        all.put(normal("""
                insert into player as stored (account_id, partition, username, gems, trade_count, reached_at)
                select *
                  from unnest(?::uuid[], ?::integer[], ?::text[], ?::bigint[], ?::bigint[], ?::timestamptz[])
                    on conflict (account_id) do update
                   set gems = excluded.gems, trade_count = excluded.trade_count, reached_at = excluded.reached_at
                 where stored.partition = excluded.partition
                """), (session, given) -> {
            long written = 0;
            for (int i = 0; i < given.uuids(1).size(); i++) {
                Row before =
                        session.lock(session.table("player"), given.uuids(1).get(i));
                if (before == null || before.has("partition", given.numbers(2).get(i))) {
                    Row base = before != null
                            ? before
                            : Row.of(
                                    "account_id", given.uuids(1).get(i),
                                    "partition", given.numbers(2).get(i),
                                    "username", given.texts(3).get(i));
                    session.put(
                            session.table("player"),
                            base.with("gems", given.numbers(4).get(i))
                                    .with("trade_count", given.numbers(5).get(i))
                                    .with("reached_at", given.times(6).get(i)));
                    written++;
                }
            }
            return updated(written);
        });
    }
}
