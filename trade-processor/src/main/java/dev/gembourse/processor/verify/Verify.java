package dev.gembourse.processor.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Proves the journals of databases and the ledger that follows from one of them. Says line by line which row is the first of each
 * partition that is not as it must be, and the last hash of each partition that is whole, which whoever runs it may keep.
 *
 * <p>Needs the right to read and memory for the accounts of one partition, however long the journal is.
 */
public final class Verify {

    /** Everything is as it must be. */
    public static final int WHOLE = 0;
    /** Something is not. */
    public static final int BROKEN = 1;
    /** It could not be found out. */
    public static final int FAILED = 2;

    /** The sort of all transfers needs room, and settlement the other cores. */
    private static final String SETTINGS = """
            set transaction isolation level repeatable read, read only;
            set statement_timeout = 0;
            set work_mem = '64MB';
            set max_parallel_workers_per_gather = 0
            """;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    /** @param environment names the database and its user as it does for the service */
    public Verify(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs it.
     *
     * @param arguments JDBC URLs of databases, by default the service's own; and {@code --expect=FILE} with what an earlier run said
     * @return the exit code: 0 whole, 1 broken, 2 not found out
     */
    public int run(List<String> arguments) {
        try {
            List<String> urls = new ArrayList<>();
            Path file = null;
            for (String argument : arguments) {
                if (argument.startsWith("--expect=")) {
                    file = Path.of(argument.substring("--expect=".length()));
                } else {
                    urls.add(argument);
                }
            }
            if (urls.isEmpty()) {
                urls.add(environment.getOrDefault(
                        "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:5432/gembourse"));
            }
            return verify(urls, file == null ? KeptHashes.none() : KeptHashes.in(file)) ? WHOLE : BROKEN;
        } catch (IOException | SQLException | IllegalArgumentException e) {
            err.println("verify: " + e.getMessage());
            return FAILED;
        }
    }

    private boolean verify(List<String> urls, KeptHashes kept) throws SQLException {
        boolean whole = true;
        Set<String> missing = new TreeSet<>(kept.schemas());
        boolean found = false;
        for (String url : urls) {
            try (Connection connection = DriverManager.getConnection(url, properties())) {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    statement.execute(SETTINGS);
                }
                VerifiedDatabase database = new VerifiedDatabase(connection, kept, out, new TellProgress(err));
                whole &= database.verify();
                missing.removeAll(database.schemas());
                found |= !database.schemas().isEmpty();
                connection.rollback();
            }
        }
        if (!found) {
            throw new IllegalArgumentException("expected a journal in " + urls + " but found none");
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("expected the journals of " + missing
                    + ", of which hashes were kept, in " + urls + " but found none");
        }
        out.println(whole ? "everything is whole" : "not everything is whole");
        return whole;
    }

    private Properties properties() {
        Properties properties = new Properties();
        set(properties, "user", environment.getOrDefault("SPRING_DATASOURCE_USERNAME", "gembourse"));
        set(properties, "password", environment.get("SPRING_DATASOURCE_PASSWORD"));
        set(properties, "ApplicationName", "gembourse-verify");
        set(properties, "tcpKeepAlive", "true");
        return properties;
    }

    private static void set(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }
}
