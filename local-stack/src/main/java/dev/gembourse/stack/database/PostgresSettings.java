package dev.gembourse.stack.database;

import com.sun.management.OperatingSystemMXBean;
import dev.gembourse.stack.process.Ports;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a server keeps its data and listens. The same data may be started again on another port.
 *
 * @param overrides PostgreSQL settings that replace or add to ours; durability cannot be switched off
 */
public record PostgresSettings(Path data, Path log, int port, Map<String, String> overrides) {
    public PostgresSettings {
        overrides = Map.copyOf(overrides);
    }

    /** Data and log under {@code home}, on a free port. */
    public static PostgresSettings in(Path home) {
        return in(home, Ports.free());
    }

    public static PostgresSettings in(Path home, int port) {
        return new PostgresSettings(home.resolve("data/postgres"), home.resolve("logs/postgres.log"), port, Map.of());
    }

    public PostgresSettings with(String setting, String value) {
        var merged = new LinkedHashMap<>(overrides);
        merged.put(setting, value);
        return new PostgresSettings(data, log, port, merged);
    }

    Map<String, String> parameters() {
        var parameters = new LinkedHashMap<>(DEFAULTS);
        parameters.putAll(overrides);
        parameters.put("port", Integer.toString(port));
        parameters.putAll(DURABLE);
        return parameters;
    }

    /**
     * A quarter of the machine's memory, between 128 MB and 4 GB. It is taken only as the data grows; docs/performance.md, "A large
     * ledger", has what it brings.
     *
     * @param memory of the machine, in bytes
     */
    static String buffers(long memory) {
        return Math.clamp(memory >> 22, 128, 4096) + "MB";
    }

    private static long memory() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    }

    /** What a committed transaction relies on; asserted after every start. */
    static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("max_connections", "100"),
            Map.entry("shared_buffers", buffers(memory())),
            // The first change of a page after a checkpoint logs it whole, so frequent checkpoints cost a large ledger
            // most of all: docs/performance.md, "A large ledger".
            Map.entry("max_wal_size", "4GB"),
            Map.entry("min_wal_size", "512MB"),
            // The server's build has no lz4, and pglz costs more than the bytes.
            Map.entry("wal_compression", "off"),
            Map.entry("jit", "off"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_line_prefix", "%m [%p] %q%d/%a "));
}
