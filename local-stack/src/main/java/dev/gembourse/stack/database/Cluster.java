package dev.gembourse.stack.database;

import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** The data folder of a server: creates it once, and reads what the server says about itself there. */
record Cluster(Path data, Path log) {
    private static final Duration INITDB_WITHIN = Duration.ofSeconds(60);
    private static final int STATUS_LINE = 7;

    /**
     * While a server is young and has no old segments of its write-ahead log to use again, whoever needs the next one fills it with
     * zeros and waits for the disk, and everybody waits for them: 9 to 13 ms for PostgreSQL's 16 MB.
     */
    private static final int LOG_SEGMENT_MEGABYTES = 4;

    /** Runs {@code initdb} unless there is data already. A crash half-way leaves nothing that looks like data. */
    void createUnlessThere(Path programs) {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        try {
            Files.createDirectories(data.toAbsolutePath().getParent());
            var scratch = Files.createTempDirectory(data.toAbsolutePath().getParent(), "initdb-");
            var password =
                    Files.writeString(scratch.resolve("password"), Credentials.passwordOf(Credentials.SUPERUSER));
            var fresh = scratch.resolve("data");
            initdb(programs, fresh, password);
            Files.deleteIfExists(data);
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(password);
            Files.delete(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException("expected to create " + data + " but got " + e, e);
        }
    }

    private void initdb(Path programs, Path folder, Path password) {
        var child = Children.start(Command.of(
                        log,
                        List.of(
                                programs.resolve("bin/initdb").toString(),
                                "--pgdata=" + folder,
                                "--username=" + Credentials.SUPERUSER,
                                "--pwfile=" + password,
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--wal-segsize=" + LOG_SEGMENT_MEGABYTES,
                                "--locale=C",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8"))
                .asUnprivileged());
        if (!child.awaitExit(INITDB_WITHIN) || child.exitCode().orElseThrow() != 0) {
            child.kill();
            throw new IllegalStateException("expected initdb to succeed but it did not:\n" + child.tail());
        }
    }

    /** Whether the server with this process id has written that it accepts connections. */
    boolean isReady(long pid) {
        try {
            var lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.size() > STATUS_LINE
                    && lines.getFirst().equals(Long.toString(pid))
                    && lines.get(STATUS_LINE).strip().equals("ready");
        } catch (IOException notYet) {
            return false;
        }
    }

    /**
     * Removes the lock file of a server that was killed. PostgreSQL itself refuses to start when an unrelated process
     * has got the old number meanwhile.
     */
    void forgetDeadServer() {
        var lock = data.resolve("postmaster.pid");
        try {
            if (!Files.exists(lock)) {
                return;
            }
            var pid = Long.parseLong(Files.readAllLines(lock).getFirst().strip());
            if (!isServer(pid)) {
                Files.deleteIfExists(lock);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isServer(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "comm"))
                    .strip()
                    .equals("postgres");
        } catch (IOException gone) {
            return false;
        }
    }
}
