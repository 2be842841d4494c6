package dev.gembourse.stack.database;

import dev.gembourse.stack.process.Child;
import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Command;
import dev.gembourse.stack.process.Part;
import dev.gembourse.stack.process.Patience;
import dev.gembourse.stack.process.Ports;
import dev.gembourse.stack.process.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server on this machine. Commits are durable: {@code fsync} and {@code synchronous_commit} are on, and
 * asserted after every start. Data and port stay the same from one {@link #start} to the next. Methods return when what
 * they promise has happened. One thread at a time may start and stop it.
 */
public final class LocalPostgres implements Postgres, Part, AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

    private final PostgresSettings settings;
    private final Cluster cluster;
    private volatile @Nullable Child process;

    private LocalPostgres(PostgresSettings settings) {
        this.settings = settings;
        this.cluster = new Cluster(settings.data(), settings.log());
    }

    /** A server that is not running yet. */
    public static LocalPostgres with(PostgresSettings settings) {
        return new LocalPostgres(settings);
    }

    /** A running server with data and log under {@code home}, on a free port. */
    public static LocalPostgres startIn(Path home) {
        var postgres = with(PostgresSettings.in(home));
        postgres.start();
        return postgres;
    }

    /** Creates the data folder when it is new, starts the process and returns when it accepts connections. */
    @Override
    public void start() {
        if (isRunning()) {
            throw new IllegalStateException("expected a stopped PostgreSQL but it runs as process " + pid());
        }
        var programs = PostgresBinaries.unpacked();
        cluster.createUnlessThere(programs);
        cluster.forgetDeadServer();
        var child = Children.start(command(programs));
        process = child;
        try {
            Patience.awaitReady("PostgreSQL", child, READY_WITHIN, () -> cluster.isReady(child.pid()));
            Sql.assertDurable(jdbcUrl("postgres"));
            Sql.createUser(jdbcUrl("postgres"));
        } catch (RuntimeException e) {
            child.kill();
            throw e;
        }
    }

    /** Ends sessions, writes everything, ends ({@code pg_ctl stop -m fast}). */
    @Override
    public void stop() {
        var child = process;
        if (child != null) {
            child.end(Signal.INT, STOP_WITHIN);
        }
    }

    /** Ends at once, to recover at the next start ({@code pg_ctl stop -m immediate}). */
    public void stopImmediately() {
        child().end(Signal.QUIT, STOP_WITHIN);
    }

    /** {@code kill -9} of the server and all its sessions. */
    @Override
    public void kill() {
        child().kill();
    }

    /** {@code kill -STOP} of the server and all its sessions: connections stay open, nothing answers. */
    @Override
    public void pause() {
        child().pauseFamily();
    }

    /** {@code kill -CONT} of the server and all its sessions. */
    @Override
    public void resume() {
        child().resumeFamily();
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + settings.port() + "/" + database;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public int port() {
        return settings.port();
    }

    @Override
    public boolean isRunning() {
        var child = process;
        return child != null && child.isAlive();
    }

    @Override
    public boolean isReady() {
        return isRunning() && Ports.isAnswering(settings.port());
    }

    @Override
    public Child child() {
        var child = process;
        if (child == null) {
            throw new IllegalStateException("expected a started PostgreSQL but it was never started");
        }
        return child;
    }

    @Override
    public void close() {
        stop();
    }

    private Command command(Path programs) {
        var words = new ArrayList<>(List.of(
                programs.resolve("bin/postgres").toString(),
                "-D",
                settings.data().toAbsolutePath().toString()));
        settings.parameters().forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
        return Command.of(settings.log(), words).asUnprivileged();
    }
}
