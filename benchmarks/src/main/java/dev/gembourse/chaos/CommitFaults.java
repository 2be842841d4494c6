package dev.gembourse.chaos;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * A client that does not learn what has become of its COMMIT. A trigger that is run by the COMMIT itself makes it take long; the
 * server's limit on a statement's time is lifted by another one, before the COMMIT begins.
 */
final class CommitFaults {

    private static final Duration SOON = Duration.ofMinutes(1);

    /** Longer than the engine waits for an answer, which is 12 s. */
    private static final int LONGER_THAN_THE_CLIENT_WAITS = 15;

    private static final String BEGIN = """
            create sequence trading.slow_commits;
            create function trading.patient() returns trigger language plpgsql as $$
            begin
                perform set_config('statement_timeout', '0', true);
                return null;
            end $$;
            create trigger patient before insert on trading.journal for each statement execute function trading.patient();
            create function trading.slow_commit() returns trigger language plpgsql as $$
            begin
                if nextval('trading.slow_commits') = 1 then
                    perform pg_sleep(%d);
                end if;
                return null;
            end $$;
            create constraint trigger slow_commit after insert on trading.journal deferrable initially deferred
               for each row execute function trading.slow_commit();
            """.formatted(LONGER_THAN_THE_CLIENT_WAITS);

    private static final String END = """
            drop trigger if exists slow_commit on trading.journal;
            drop trigger if exists patient on trading.journal;
            drop function if exists trading.slow_commit;
            drop function if exists trading.patient;
            drop sequence if exists trading.slow_commits;
            """;

    private static final String COMMITTING = """
            select pid
              from pg_stat_activity
             where datname = 'trading' and query ilike 'commit' and wait_event = 'PgSleep'
            """;

    private CommitFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault(
                        "commit-cut",
                        3,
                        "a session of settlement is ended in the middle of its COMMIT, which does not take place",
                        (scene, random) -> slowCommit(scene, true)),
                new Fault(
                        "commit-outlives-client",
                        3,
                        "settlement gives up waiting for a COMMIT, which takes place afterwards",
                        (scene, random) -> slowCommit(scene, false)));
    }

    private static String slowCommit(Scene scene, boolean cut) throws Exception {
        try (Connection trading = scene.trading()) {
            execute(trading, BEGIN);
            try {
                Scene.await("a COMMIT of settlement to take long", SOON, () -> committing(trading) != 0);
                int session = committing(trading);
                if (cut) {
                    end(trading, session);
                    return "ended session " + session + " in its COMMIT";
                }
                Scene.await("the COMMIT to end", SOON, () -> committing(trading) == 0);
                return "session %d committed after %d s".formatted(session, LONGER_THAN_THE_CLIENT_WAITS);
            } finally {
                execute(trading, END);
            }
        }
    }

    /** The session whose COMMIT is made to take long; 0 when there is none. */
    private static int committing(Connection trading) throws SQLException {
        try (PreparedStatement select = trading.prepareStatement(COMMITTING);
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private static void end(Connection trading, int session) throws SQLException {
        try (PreparedStatement end = trading.prepareStatement("select pg_terminate_backend(?)")) {
            end.setInt(1, session);
            try (ResultSet row = end.executeQuery()) {
                row.next();
                Scene.require(row.getBoolean(1), "expected session " + session + " to be there");
            }
        }
    }

    private static void execute(Connection trading, String statements) throws SQLException {
        try (Statement statement = trading.createStatement()) {
            statement.execute(statements);
        }
    }
}
