package dev.gembourse.stack.database;

import dev.gembourse.stack.process.Child;
import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Command;
import dev.gembourse.stack.process.OneProcess;
import dev.gembourse.stack.process.Patience;
import dev.gembourse.stack.process.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL server on this machine. Commits are durable: {@code fsync} and {@code synchronous_commit} are on, and
 * asserted after every start. Data and port stay the same from one {@link #start} to the next. Methods return when what
 * they promise has happened. One thread at a time may start and stop it.
 */
public final class LocalPostgres extends OneProcess implements Postgres, AutoCloseable {
    /** How long it may take to end before it is killed. */
    public static final Duration STOP_WITHIN = Duration.ofSeconds(30);

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final PostgresSettings settings;
    private final Cluster cluster;

    private LocalPostgres(PostgresSettings settings) {
        // pg_ctl stop -m fast: sessions end, everything is written.
        super("postgres", Signal.INT, STOP_WITHIN);
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

    /** Does now what the first start on this machine would otherwise take longer for. */
    public static void prepare() {
        PostgresBinaries.unpacked();
    }

    @Override
    protected Child launch() {
        var programs = PostgresBinaries.unpacked();
        cluster.createUnlessThere(programs);
        cluster.forgetDeadServer();
        return Children.start(command(programs));
    }

    @Override
    protected void awaitReady(Child child) {
        Patience.awaitReady("PostgreSQL", child, READY_WITHIN, () -> cluster.isReady(child.pid()));
        Sql.assertDurable(jdbcUrl("postgres"));
        Sql.createUsers(jdbcUrl("postgres"));
    }

    /** Ends at once, to recover at the next start ({@code pg_ctl stop -m immediate}). */
    public void stopImmediately() {
        child().end(Signal.QUIT, STOP_WITHIN);
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
    public int port() {
        return settings.port();
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
