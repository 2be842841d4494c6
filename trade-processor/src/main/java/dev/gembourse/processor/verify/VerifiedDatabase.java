package dev.gembourse.processor.verify;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** All journals of one database, in one snapshot. */
final class VerifiedDatabase {

    /** The schema whose journal is that of the ledger; of all others the chain alone is looked at. */
    private static final String LEDGER = "trading";

    private static final String SCHEMAS = """
            select table_schema
              from information_schema.tables
             where table_name in ('journal', 'progress') and table_schema <> 'information_schema'
             group by table_schema
            having count(*) = 2
             order by table_schema
            """;

    private static final String PARTITIONS = """
            select partition, max(journal_seq)
              from progress
             group by partition
             order by partition
            """;

    private static final String TRIAL_BALANCE = """
            select unit, sum(balance)
              from ledger_account
             group by unit
            having sum(balance) <> 0
             order by unit
             limit 1
            """;

    private final Connection snapshot;
    private final KeptHashes kept;
    private final PrintStream out;
    private final TellProgress progress;
    private final Set<String> schemas = new TreeSet<>();
    private boolean whole = true;

    /** @param snapshot sees the database as it was at one moment, and is not in auto-commit mode */
    VerifiedDatabase(Connection snapshot, KeptHashes kept, PrintStream out, TellProgress progress) {
        this.snapshot = snapshot;
        this.kept = kept;
        this.out = out;
        this.progress = progress;
    }

    /** Whether everything is as it must be; what is not, has been said. */
    boolean verify() throws SQLException {
        try (Statement statement = snapshot.createStatement();
                ResultSet row = statement.executeQuery(SCHEMAS)) {
            while (row.next()) {
                schemas.add(row.getString(1));
            }
        }
        for (String schema : schemas) {
            snapshot.setSchema(schema);
            verify(schema);
        }
        return whole;
    }

    /** The schemas that were looked at. */
    Set<String> schemas() {
        return schemas;
    }

    private interface Check {
        void run() throws SQLException, Broken;
    }

    private record Partition(int number, long events) {}

    private void verify(String schema) throws SQLException {
        boolean isLedger = schema.equals(LEDGER);
        List<Partition> partitions = partitions();
        for (Partition partition : partitions) {
            check(() -> verify(schema, isLedger, partition));
        }
        List<Integer> numbers = partitions.stream().map(Partition::number).toList();
        check(() -> Strays.expectNone(snapshot, schema, isLedger, numbers));
        check(() -> expectKept(schema, numbers));
        if (isLedger) {
            check(this::expectBalance);
        }
    }

    private void verify(String schema, boolean isLedger, Partition partition) throws SQLException, Broken {
        String name = schema + " " + partition.number();
        ChainCheck chain = new ChainCheck(schema, partition.number(), kept);
        try (LedgerCheck ledger = isLedger ? new LedgerCheck(snapshot, partition.number()) : null;
                Cursor<JournalRow> rows =
                        new Cursor<>(snapshot, JournalRow.OF_PARTITION, partition.number(), JournalRow::read)) {
            for (JournalRow row = rows.next(); row != null; row = rows.next()) {
                chain.next(row);
                if (ledger != null) {
                    ledger.next(row);
                }
                progress.reached(name, row.seq(), partition.events());
            }
            chain.end(snapshot);
            if (ledger != null) {
                ledger.end();
                ProvenanceCheck.expectWhole(snapshot, partition.number());
            }
        }
        String older = chain.older() == 0 ? "" : " (the first %,d are older than the chain)".formatted(chain.older());
        out.println(String.format(Locale.ROOT, "%s: %,d events are whole%s", name, chain.seq(), older));
        out.println(chain.line());
    }

    private void expectKept(String schema, List<Integer> partitions) throws Broken {
        NavigableSet<Integer> missing = kept.partitions(schema);
        partitions.forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw new Broken(schema, "partition " + missing.first() + ", of which a hash was kept", "none");
        }
    }

    private void expectBalance() throws SQLException, Broken {
        try (Statement statement = snapshot.createStatement();
                ResultSet row = statement.executeQuery(TRIAL_BALANCE)) {
            if (row.next()) {
                throw new Broken("trading trial balance of " + row.getString(1), "0", row.getBigDecimal(2));
            }
        }
    }

    private List<Partition> partitions() throws SQLException {
        List<Partition> partitions = new ArrayList<>();
        try (PreparedStatement statement = snapshot.prepareStatement(PARTITIONS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                partitions.add(new Partition(row.getInt(1), row.getLong(2)));
            }
        }
        return partitions;
    }

    private void check(Check check) throws SQLException {
        try {
            check.run();
        } catch (Broken | IllegalArgumentException | ArithmeticException e) {
            whole = false;
            out.println("BROKEN " + e.getMessage());
        }
    }
}
