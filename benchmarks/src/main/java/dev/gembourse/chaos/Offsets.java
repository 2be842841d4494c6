package dev.gembourse.chaos;

import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.stack.supervisor.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** I6: looks at the stored offsets all the time. One that goes back without an operator's note is a finding. */
final class Offsets implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private record Place(long offset, int interventions) {}

    private final Stack stack;
    private final Map<String, Place> places = new HashMap<>();
    private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean stopped;
    private volatile boolean looked;

    Offsets(Stack stack) {
        this.stack = stack;
        this.thread = Thread.ofVirtual().start(this::watch);
    }

    List<Finding> findings() {
        return looked ? List.copyOf(findings) : List.of(new Finding("I6", "the stored offsets could not be looked at"));
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        while (!stopped) {
            try (Connection trading = connect("trading");
                    Connection leaderboard = connect("leaderboard")) {
                while (!stopped) {
                    look(trading, "trading");
                    look(trading, "market");
                    look(leaderboard, "leaderboard");
                    looked = true;
                    Thread.sleep(BETWEEN_LOOKS);
                }
            } catch (SQLException away) {
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void look(Connection database, String schema) throws SQLException {
        String sql = "select topic, partition, next_offset, interventions from " + schema + ".progress";
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                String name = schema + " " + row.getString(1) + "-" + row.getInt(2);
                Place now = new Place(row.getLong(3), row.getInt(4));
                Place before = places.put(name, now);
                if (before != null && now.interventions() == before.interventions() && now.offset() < before.offset()) {
                    findings.add(new Finding("I6", name + " went back from " + before + " to " + now));
                }
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(stack.jdbcUrl(database), stack.databaseUser(), stack.databasePassword());
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
