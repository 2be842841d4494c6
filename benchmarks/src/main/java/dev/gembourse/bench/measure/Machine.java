package dev.gembourse.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a figure depends on beside the program. */
public final class Machine {

    private Machine() {}

    /**
     * Cores, memory, kernel, file system, and how durable PostgreSQL is told to be.
     *
     * @param data where the servers keep their data
     */
    public static Map<String, String> facts(Path data, Connection database) throws SQLException {
        Map<String, String> facts = facts(data);
        for (String setting : new String[] {"server_version", "fsync", "synchronous_commit", "full_page_writes"}) {
            facts.put("postgresql " + setting, show(database, setting));
        }
        return facts;
    }

    /** As {@code facts} of a measurement that needs no database. */
    public static Map<String, String> facts(Path data) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("cpu", line(Path.of("/proc/cpuinfo"), "model name"));
        facts.put("memory", line(Path.of("/proc/meminfo"), "MemTotal"));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("jdk", Runtime.version().toString());
        facts.put("file system", fileSystem(data));
        return facts;
    }

    private static String line(Path file, String name) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String fileSystem(Path data) {
        try {
            FileStore store = Files.getFileStore(data);
            return store.type();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String show(Connection database, String setting) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }
}
