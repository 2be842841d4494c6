package dev.gembourse.bench.peer;

import dev.gembourse.stack.supervisor.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own benchmark, where the machine has it installed. */
final class PgBench {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final int SCALE = 10;

    private final Stack stack;

    PgBench(Stack stack) {
        this.stack = stack;
    }

    static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "pgbench")));
    }

    double transactionsPerSecond(Duration window) throws SQLException, InterruptedException {
        try (Connection connection = DriverManager.getConnection(
                        stack.jdbcUrl("trading"), stack.databaseUser(), stack.databasePassword());
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists pgbench");
            statement.execute("create database pgbench");
        }
        run("-i", "-q", "-s", String.valueOf(SCALE));
        String said = run("-n", "-M", "prepared", "-c", "8", "-j", "2", "-T", String.valueOf(window.toSeconds()));
        Matcher rate = RATE.matcher(said);
        if (!rate.find()) {
            throw new IllegalStateException("expected pgbench to say its rate but got: " + said);
        }
        return Double.parseDouble(rate.group(1));
    }

    private String run(String... options) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                "pgbench",
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(stack.postgres().port())));
        words.addAll(List.of(options));
        words.addAll(List.of("-U", stack.databaseUser(), "pgbench"));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", stack.databasePassword());
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("expected " + words + " to succeed but it said: " + said);
            }
            return said;
        } catch (IOException e) {
            throw new IllegalStateException("expected pgbench on this machine (Debian: postgresql-client): " + e, e);
        }
    }
}
