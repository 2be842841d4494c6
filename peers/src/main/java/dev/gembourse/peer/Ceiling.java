package dev.gembourse.peer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * How fast the database takes the rows of trades at all: no Kafka, no rules, nothing read. Each connection writes batches of
 * what {@value #BATCH} trades leave behind, until the process is ended.
 */
@Component
@Profile("ceiling")
class Ceiling implements ApplicationRunner {

    private static final int BATCH = 1_000;
    private static final int VALUE_BYTES = 620;
    private static final String UPDATE =
            "update ledger_account a set balance = u.balance from unnest(?::bigint[], ?::numeric[]) as u (id, balance)"
                    + " where a.id = u.id";

    private final DataSource database;
    private final int connections;

    Ceiling(DataSource database, @Value("${gembourse.peer.connections:2}") int connections) {
        this.database = database;
        this.connections = connections;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        for (int writer = 0; writer < connections; writer++) {
            int mine = writer;
            Thread.ofPlatform().name("writer-" + writer).start(() -> write(mine));
        }
    }

    private void write(int writer) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            List<Long> cash = cash(connection, writer);
            String value = "\\\\x" + "7b".repeat(VALUE_BYTES);
            for (long seq = 1 + 1_000_000_000L * writer; ; seq += BATCH) {
                batch(connection, copy, writer, seq, cash, value);
                connection.commit();
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows that are updated: a share of the accounts' cash. */
    private List<Long> cash(Connection connection, int writer) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select id from ledger_account where account_id is not null"
                        + " and mod(id, " + connections + ") = " + writer + " order by id")) {
            while (row.next()) {
                ids.add(row.getLong(1));
            }
        }
        return ids;
    }

    private static void batch(
            Connection connection, CopyManager copy, int writer, long seq, List<Long> cash, String value)
            throws SQLException, IOException {
        StringBuilder operations = new StringBuilder();
        StringBuilder transfers = new StringBuilder();
        StringBuilder journal = new StringBuilder();
        StringBuilder positions = new StringBuilder();
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String at = "2026-01-01 00:00:00.123456+00";
        for (long one = seq; one < seq + BATCH; one++) {
            String id = new UUID(random.nextLong(), random.nextLong()).toString();
            long account = 100_000_000_000L + one;
            operations
                    .append(id)
                    .append('\t')
                    .append(writer)
                    .append('\t')
                    .append(id)
                    .append('\t')
                    .append(one)
                    .append('\t')
                    .append(one)
                    .append('\t')
                    .append(at)
                    .append('\n');
            for (int n = 0; n < 2; n++) {
                transfers
                        .append(writer)
                        .append('\t')
                        .append(one)
                        .append('\t')
                        .append(n)
                        .append("\tTRADE\tUSD\t")
                        .append(account)
                        .append("\t1\t12.34\t1234567.89\t1234567.89\t")
                        .append(random.nextInt(10_000))
                        .append('\t')
                        .append(at)
                        .append('\n');
            }
            journal.append(writer)
                    .append('\t')
                    .append(one)
                    .append('\t')
                    .append(id)
                    .append("\tTradeSettled\t")
                    .append(id)
                    .append('\t')
                    .append(at)
                    .append('\t')
                    .append(value)
                    .append('\n');
            positions
                    .append(account)
                    .append('\t')
                    .append(writer)
                    .append('\t')
                    .append(id)
                    .append("\tB1\tAVAILABLE\t5\t61.70\t0\n");
        }
        copy(
                copy,
                "operation (operation_id, partition, fingerprint, command_offset, outcome_seq, submitted_at)",
                operations);
        copy(
                copy,
                "ledger_account (id, partition, account_id, unit, bucket, balance, cost_basis, realised_pnl)",
                positions);
        update(connection, cash, random);
        copy(
                copy,
                "transfer (partition, seq, n, kind, unit, debit, credit, amount, debit_balance, credit_balance, player, at)",
                transfers);
        copy(copy, "journal (partition, seq, key, type, correlation_id, recorded_at, value)", journal);
    }

    private static void update(Connection connection, List<Long> cash, ThreadLocalRandom random) throws SQLException {
        Long[] ids = random.ints(0, cash.size())
                .distinct()
                .limit(Math.min(BATCH, cash.size() / 2))
                .sorted()
                .mapToObj(cash::get)
                .toArray(Long[]::new);
        String[] balances = new String[ids.length];
        Arrays.fill(balances, random.nextInt(1_000_000) + ".00");
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            update.setArray(1, connection.createArrayOf("bigint", ids));
            update.setArray(2, connection.createArrayOf("numeric", balances));
            update.executeUpdate();
        }
    }

    private static void copy(CopyManager copy, String table, StringBuilder rows) throws SQLException, IOException {
        copy.copyIn(
                "copy " + table + " from stdin",
                new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
