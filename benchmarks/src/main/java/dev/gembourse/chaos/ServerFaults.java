package dev.gembourse.chaos;

import dev.gembourse.stack.process.Child;
import dev.gembourse.stack.process.Signal;
import dev.gembourse.stack.supervisor.Stack;
import dev.gembourse.stack.supervisor.SupervisedPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The broker and the database go away, hang, and are full. */
final class ServerFaults {

    static final String DISK_FULL = "disk-full";

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration DIES_WITHIN = Duration.ofSeconds(30);
    private static final int MORE_THAN_THE_SERVER_HAS = 200;
    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final String TABLE = "trading.ledger_account";

    private ServerFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault(
                        "sessions-cut",
                        3,
                        "every session of settlement is ended, some around a commit",
                        ServerFaults::sessionsCut),
                new Fault(
                        "kafka-restarted",
                        8,
                        "the broker ends in order and starts again",
                        (scene, random) -> restarted(scene.stack().kafka())),
                new Fault("kafka-killed", 8, "kill -9 of the broker", ServiceFaults.killed(Stack::kafka)),
                new Fault(
                        "postgres-restarted",
                        10,
                        "PostgreSQL ends as with pg_ctl -m fast and starts again",
                        (scene, random) -> restarted(scene.stack().postgres())),
                new Fault(
                        "postgres-ended-at-once",
                        10,
                        "PostgreSQL ends as with pg_ctl -m immediate",
                        ServerFaults::endedAtOnce),
                new Fault(
                        "postgres-killed",
                        10,
                        "kill -9 of PostgreSQL and all its sessions",
                        ServiceFaults.killed(Stack::postgres)),
                new Fault(DISK_FULL, 11, "the databases' disk is full", ServerFaults::diskFull)
                        .unless(SmallDisk.obstacle()),
                new Fault("table-locked", 12, "somebody holds a lock on the ledger", ServerFaults::locked),
                new Fault(
                        "connections-exhausted",
                        12,
                        "somebody takes every connection that is left",
                        ServerFaults::exhausted));
    }

    private static String restarted(SupervisedPart part) {
        long before = part.pid();
        part.restart();
        Scene.require(part.pid() != before, "expected another process of " + part.name());
        return "process " + before + " ended, " + part.pid() + " began";
    }

    private static String endedAtOnce(Scene scene, RandomGenerator random) {
        Child child = scene.stack().postgres().child();
        child.signal(Signal.QUIT);
        Scene.require(child.awaitExit(DIES_WITHIN), "expected PostgreSQL to end but it runs");
        return "ended process " + child.pid();
    }

    private static String sessionsCut(Scene scene, RandomGenerator random) throws SQLException {
        String cut = "select count(*) filter (where pg_terminate_backend(pid)) from pg_stat_activity"
                + " where datname = 'trading' and pid <> pg_backend_pid() and backend_type = 'client backend'";
        try (Connection trading = scene.trading();
                Statement statement = trading.createStatement();
                ResultSet row = statement.executeQuery(cut)) {
            row.next();
            Scene.require(row.getInt(1) > 0, "expected sessions to end but there were none");
            return "ended " + row.getInt(1) + " sessions";
        }
    }

    /** Clients write on, until PostgreSQL needs more room. */
    private static String diskFull(Scene scene, RandomGenerator random) throws Exception {
        Path log = scene.stack().postgres().child().log();
        long complaints = complaints(log);
        scene.equipment().disk().fill();
        try {
            Scene.await("PostgreSQL to find its disk full", SOON, () -> complaints(log) > complaints);
            Thread.sleep(random.nextLong(1_000, 5_000));
            var _ = scene.load()
                    .send(Request.deposit(scene.load().players().anyone(random), "full-" + random.nextLong(), "1.00"));
        } finally {
            scene.equipment().disk().free();
        }
        return "full, while commands were accepted, and free again";
    }

    private static long complaints(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("No space left on device"))
                    .count();
        }
    }

    private static String locked(Scene scene, RandomGenerator random) throws SQLException, InterruptedException {
        long millis = random.nextLong(1_000, 6_000);
        try (Connection trading = scene.trading();
                Statement statement = trading.createStatement()) {
            trading.setAutoCommit(false);
            statement.execute("lock table " + TABLE + " in access exclusive mode");
            int before = scene.load().accepted().size();
            Thread.sleep(millis);
            Scene.require(
                    scene.load().accepted().size() > before,
                    "expected commands to be accepted while the ledger is locked but there were none");
            trading.rollback();
        }
        return "locked " + TABLE + " for " + millis + " ms; commands were accepted meanwhile";
    }

    private static String exhausted(Scene scene, RandomGenerator random) throws SQLException, InterruptedException {
        List<Connection> taken = new ArrayList<>();
        try {
            for (int i = 0; i < MORE_THAN_THE_SERVER_HAS; i++) {
                taken.add(scene.trading());
            }
            throw new IllegalStateException("expected no connection to be left but got " + taken.size());
        } catch (SQLException e) {
            if (!TOO_MANY_CONNECTIONS.equals(e.getSQLState())) {
                throw e;
            }
            Thread.sleep(random.nextLong(1_000, 5_000));
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
        return "took all " + taken.size() + " connections that were left";
    }
}
