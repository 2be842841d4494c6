package dev.gembourse.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.peer.Plain.Moved;
import dev.gembourse.peer.Plain.Row;
import dev.gembourse.peer.Plain.Settled;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes what was settled, each table in one JDBC batch. */
final class PlainWrites {

    private static final String HOUSE = "HOUSE";

    private PlainWrites() {}

    static void ledgerAccounts(Connection connection, int partition, Collection<Row> changed) throws SQLException {
        number(connection, changed);
        try (PreparedStatement update = connection.prepareStatement(
                        "update ledger_account set balance = ?, cost_basis = ?, realised_pnl = ? where id = ?");
                PreparedStatement insert =
                        connection.prepareStatement("insert into ledger_account (balance, cost_basis,"
                                + " realised_pnl, id, partition, account_id, system_owner, unit, bucket)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, 'AVAILABLE')")) {
            for (Row row :
                    changed.stream().sorted((a, b) -> Long.compare(a.id, b.id)).toList()) {
                PreparedStatement statement = row.stored ? update : insert;
                statement.setBigDecimal(1, row.holding.quantity());
                statement.setBigDecimal(2, row.holding.cost());
                statement.setBigDecimal(3, row.holding.pnl());
                statement.setLong(4, row.id);
                if (!row.stored) {
                    statement.setInt(5, partition);
                    statement.setObject(6, row.place.account());
                    statement.setString(7, row.place.account() == null ? HOUSE : null);
                    statement.setString(8, row.place.unit());
                }
                statement.addBatch();
            }
            insert.executeBatch();
            update.executeBatch();
        }
    }

    private static void number(Connection connection, Collection<Row> changed) throws SQLException {
        List<Row> fresh = changed.stream().filter(row -> !row.stored).toList();
        if (!fresh.isEmpty()) {
            Deque<Long> numbers = PlainReads.next(connection, "ledger_row", fresh.size());
            fresh.forEach(row -> row.id = numbers.remove());
        }
    }

    static void outcomes(Connection connection, int partition, List<Settled> settled, Map<UUID, Long> players)
            throws SQLException {
        if (settled.isEmpty()) {
            return;
        }
        Deque<Long> seqs = PlainReads.next(connection, "outcome", settled.size());
        try (PreparedStatement transfer = connection.prepareStatement(
                        "insert into transfer (partition, seq, n, kind, unit, debit, credit, amount, debit_balance,"
                                + " credit_balance, player, at) values (?, ?, ?, 'TRADE', ?, ?, ?, ?, ?, ?, ?, ?)");
                PreparedStatement operation = connection.prepareStatement(
                        "insert into operation (operation_id, partition, fingerprint, command_offset, outcome_seq,"
                                + " submitted_at) values (?, ?, ?, ?, ?, ?)");
                PreparedStatement journal = connection.prepareStatement(
                        "insert into journal (partition, seq, key, type, correlation_id, recorded_at, value)"
                                + " values (?, ?, ?, ?, ?, ?, ?)")) {
            for (Settled one : settled) {
                long seq = seqs.remove();
                PlaceTrade trade = one.request().trade();
                Timestamp at = Timestamp.from(one.at());
                int n = 0;
                for (Moved moved : one.moved()) {
                    transfer.setInt(1, partition);
                    transfer.setLong(2, seq);
                    transfer.setInt(3, n++);
                    transfer.setString(4, moved.from().place.unit());
                    transfer.setLong(5, moved.from().id);
                    transfer.setLong(6, moved.to().id);
                    transfer.setBigDecimal(7, moved.amount());
                    transfer.setBigDecimal(8, moved.fromBalance());
                    transfer.setBigDecimal(9, moved.toBalance());
                    transfer.setLong(10, players.getOrDefault(trade.accountId().value(), 0L));
                    transfer.setTimestamp(11, at);
                    transfer.addBatch();
                }
                operation.setObject(1, trade.operationId().value());
                operation.setInt(2, partition);
                operation.setObject(3, UUID.nameUUIDFromBytes(trade.content().getBytes(UTF_8)));
                operation.setLong(4, one.request().offset());
                operation.setLong(5, seq);
                operation.setTimestamp(6, Timestamp.from(trade.submittedAt()));
                operation.addBatch();
                journal.setInt(1, partition);
                journal.setLong(2, seq);
                journal.setString(3, one.message().key());
                journal.setString(4, one.message().type());
                journal.setString(5, trade.operationId().toString());
                journal.setTimestamp(6, at);
                journal.setBytes(7, one.message().value());
                journal.addBatch();
            }
            transfer.executeBatch();
            operation.executeBatch();
            journal.executeBatch();
        }
    }
}
