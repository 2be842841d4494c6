package dev.gembourse.processor.ledger;

import dev.gembourse.processor.ledger.Audit.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks whether the invariants hold. Settlement goes on meanwhile: it only reads, from one snapshot. */
@Component
public class Auditor {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** One process and not several, for settlement needs the others' cores. */
    private static final String ALONE = "set local max_parallel_workers_per_gather = 0";

    private final JdbcClient reads;
    private final JdbcTemplate connections;
    private final TransactionTemplate snapshot;

    public Auditor(DataSource readDatabase) {
        this.reads = JdbcClient.create(readDatabase);
        this.connections = new JdbcTemplate(readDatabase);
        this.snapshot = new TransactionTemplate(new JdbcTransactionManager(readDatabase));
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Checks everything, which takes time in proportion to all that was ever settled. */
    public Audit everything() {
        return check(Arrays.stream(Invariant.values())
                .filter(invariant -> invariant != Invariant.NEWEST_CHAINS_ARE_UNBROKEN)
                .toList());
    }

    /**
     * Checks the newest transfers, the sum of all ledger accounts, and that no gift is left over. The number of ledger accounts decides
     * how long it takes, and while a gift is on its way, that of events.
     */
    public Audit newest() {
        return check(List.of(
                Invariant.UNITS_SUM_TO_ZERO, Invariant.NEWEST_CHAINS_ARE_UNBROKEN, Invariant.GIFTS_END_IN_TIME));
    }

    private Audit check(List<Invariant> invariants) {
        long begin = System.nanoTime();
        List<Finding> findings = snapshot.execute(ignored -> {
            connections.execute(Auditor::bePatient);
            connections.execute(ALONE);
            return invariants.stream()
                    .flatMap(invariant -> findings(invariant).stream())
                    .toList();
        });
        return new Audit(findings.isEmpty(), invariants, findings, Duration.ofNanos(System.nanoTime() - begin));
    }

    /** Until the end of the transaction, when the pool sets the connection back. */
    private static Connection bePatient(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local statement_timeout = " + PATIENCE.toMillis());
        }
        return connection;
    }

    private List<Finding> findings(Invariant invariant) {
        return reads.sql(invariant.query())
                .query((row, ignored) -> new Finding(invariant, row.getString("finding")))
                .list();
    }
}
