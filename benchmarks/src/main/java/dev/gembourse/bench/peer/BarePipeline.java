package dev.gembourse.bench.peer;

import dev.gembourse.bench.measure.BenchTopics;
import dev.gembourse.stack.process.Part;
import dev.gembourse.stack.supervisor.Stack;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The hops of a trade and nothing else, on the broker and the database of a stack: one process takes a POST and sends it to a
 * topic, a second keeps what it reads there in a table and sends an outcome for each, and the first then answers.
 */
public final class BarePipeline implements AutoCloseable {

    private static final String SCHEMA = "bare";
    private static final String TRADES = "bare.trades";
    private static final String OUTCOMES = "bare.outcomes";
    private static final int PARTITIONS = 4;

    private final Stack stack;
    private final Connection database;
    private final PeerProcess store;
    private final PeerProcess edge;

    private BarePipeline(Stack stack, Path home) throws SQLException {
        Map<String, String> environment = Map.of(
                "SPRING_DATASOURCE_HIKARI_SCHEMA",
                SCHEMA,
                "GEMBOURSE_BARE_TRADES",
                TRADES,
                "GEMBOURSE_BARE_OUTCOMES",
                OUTCOMES);
        this.stack = stack;
        this.store = PeerProcess.worker("bare-store", stack, home, environment);
        this.edge = PeerProcess.server("bare-edge", stack, home, environment);
        this.database =
                DriverManager.getConnection(stack.jdbcUrl("trading"), stack.databaseUser(), stack.databasePassword());
    }

    /** Starts both; the first request is answered when the second process has started as well, which may take seconds more. */
    public static BarePipeline start(Stack stack, Path home) throws SQLException, InterruptedException {
        BarePipeline pipeline = new BarePipeline(stack, home);
        try {
            pipeline.start();
            return pipeline;
        } catch (SQLException | RuntimeException | InterruptedException e) {
            pipeline.close();
            throw e;
        }
    }

    private void start() throws SQLException, InterruptedException {
        BenchTopics.create(stack.bootstrap(), PARTITIONS, TRADES, OUTCOMES);
        try (Statement statement = database.createStatement()) {
            statement.execute("create schema " + SCHEMA);
            statement.execute("create table " + SCHEMA + ".trade (key text not null, value bytea not null)");
        }
        store.start();
        edge.start();
    }

    /** Of the process that takes trades. */
    public int port() {
        return edge.port();
    }

    /** All processes that a trade goes through: the servers, which others may use too, and its own two. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>(List.of(stack.postgres()));
        parts.addAll(stack.brokers());
        parts.addAll(List.of(edge, store));
        return parts;
    }

    /**
     * Checks what is in the table.
     *
     * @param answered how many trades were answered since the start
     * @throws IllegalStateException unless there are as many rows
     */
    public void expectKept(long answered) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + SCHEMA + ".trade")) {
            row.next();
            if (row.getLong(1) != answered) {
                throw new IllegalStateException("expected the bare pipeline to keep the " + answered
                        + " trades that were answered but got " + row.getLong(1) + " rows");
            }
        }
    }

    @Override
    public void close() throws SQLException {
        edge.stop();
        store.stop();
        database.close();
    }
}
