package dev.gembourse.processor.ledger;

import dev.gembourse.processor.ledger.Audit.Finding;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks whether the invariants hold. Settlement goes on meanwhile: it only reads, from one snapshot. */
@Component
public class Auditor {

    private static final String PATIENCE = "set local statement_timeout = '15min'";

    private final JdbcClient reads;
    private final TransactionTemplate snapshot;

    public Auditor(DataSource readDatabase) {
        this.reads = JdbcClient.create(readDatabase);
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

    /** Checks what can be checked within a fraction of a second. */
    public Audit newest() {
        return check(List.of(
                Invariant.UNITS_SUM_TO_ZERO, Invariant.PLAYERS_NEVER_OWE, Invariant.NEWEST_CHAINS_ARE_UNBROKEN));
    }

    private Audit check(List<Invariant> invariants) {
        long begin = System.nanoTime();
        List<Finding> findings = snapshot.execute(ignored -> {
            reads.sql(PATIENCE).update();
            return invariants.stream()
                    .flatMap(invariant -> findings(invariant).stream())
                    .toList();
        });
        return new Audit(findings.isEmpty(), invariants, findings, Duration.ofNanos(System.nanoTime() - begin));
    }

    private List<Finding> findings(Invariant invariant) {
        return reads.sql(invariant.query())
                .query((row, ignored) -> new Finding(invariant, row.getString("finding")))
                .list();
    }
}
