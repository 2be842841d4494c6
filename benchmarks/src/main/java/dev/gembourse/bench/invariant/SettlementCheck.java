package dev.gembourse.bench.invariant;

import dev.gembourse.bench.invariant.Books.Book;
import dev.gembourse.bench.invariant.Books.SystemAccount;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.value.Username;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.events.wire.UnreadableMessage;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * I2, I3, I7, I13 and I14: reads commands and journal side by side, replays them through the {@link Model}, and compares its books with
 * the tables. Each readable command has exactly one event at its place in the journal; each other one stands in quarantine.
 */
final class SettlementCheck {

    private static final String PROCESS_DIED = "PROCESS_DIED";

    private final Target target;
    private final Findings findings;
    private final Books books = new Books();
    private final Gifts gifts = new Gifts(books);
    private final PlayerOrders orders = new PlayerOrders(books);
    private final MarketHistory market;
    private final Refusals refusals;
    private final Set<OperationId> lost;
    private final Set<StreamPosition> killers;

    /**
     * @param accepted operations that a gateway has accepted
     * @param killers places of the good commands that must stand in quarantine as what the processor dies of
     */
    SettlementCheck(
            Target target,
            Findings findings,
            MarketHistory market,
            Set<OperationId> accepted,
            Set<StreamPosition> killers) {
        this.killers = killers;
        this.target = target;
        this.findings = findings;
        this.market = market;
        this.refusals = new Refusals(market);
        this.lost = new HashSet<>(accepted);
    }

    void check() throws SQLException {
        int partitions = PartitionLog.partitions(target.kafka(), Topics.TRADING_COMMANDS);
        try (Connection trading = target.trading()) {
            for (int partition = 0; partition < partitions; partition++) {
                replay(partition, partitions, quarantined(trading, partition));
            }
            compareAccounts(trading);
            compareBalances(trading);
        }
        for (String name : refusals.namesSaidToBeTaken()) {
            findings.expect(
                    books.names.containsKey(name), "I3", "the name " + name + " was said to be taken but is not");
        }
        String complaint = gifts.complaint();
        if (complaint != null) {
            findings.add("I9", complaint);
        }
        String unsettled = orders.complaint();
        if (unsettled != null) {
            findings.add("I14", unsettled);
        }
        lost.forEach(operation -> findings.add("I2", "operation " + operation + " was accepted but is not in the log"));
    }

    private void replay(int partition, int partitions, Map<Long, String> quarantined) {
        Model model = new Model(books, market, refusals, gifts, orders);
        try (PartitionLog commands = new PartitionLog(target.kafka(), Topics.TRADING_COMMANDS, partition);
                JournalLog<TradingEvent> journal =
                        new JournalLog<>(target.kafka(), Contracts.TRADING_EVENTS, partition)) {
            while (commands.hasNext()) {
                ConsumerRecord<byte[], byte[]> record = commands.next();
                Optional<TradingCommand> command = read(record, partition, partitions);
                String reason = quarantined.remove(record.offset());
                boolean isQuarantined = reason != null;
                if (killers.contains(new StreamPosition(partition, record.offset()))) {
                    findings.expect(
                            command.isPresent() && PROCESS_DIED.equals(reason),
                            "I2",
                            "the command at %d.%d kills the processor but is in quarantine for %s"
                                    .formatted(partition, record.offset(), reason));
                    command.ifPresent(killer -> lost.remove(killer.operationId()));
                } else if (command.isPresent() == isQuarantined) {
                    findings.add(
                            "I2",
                            "the command at %d.%d is %s but %s in quarantine"
                                    .formatted(
                                            partition,
                                            record.offset(),
                                            command.isPresent() ? "readable" : "unreadable",
                                            isQuarantined ? "stands" : "does not stand"));
                }
                if (command.isPresent() && !isQuarantined) {
                    lost.remove(command.get().operationId());
                    outcome(model, command.get(), journal);
                }
            }
            findings.expect(
                    !journal.hasNext(), "I2", "partition " + partition + " has an outcome that nobody asked for");
        }
        quarantined
                .keySet()
                .forEach(offset -> findings.add("I2", "quarantined but not in the log: " + partition + "." + offset));
    }

    private void outcome(Model model, TradingCommand command, JournalLog<TradingEvent> journal) {
        if (!journal.hasNext()) {
            findings.add("I2", "there is no outcome of " + command);
            return;
        }
        JournalLog.Entry<TradingEvent> entry = journal.next();
        String complaint = model.apply(command, entry.event(), entry.position());
        if (complaint != null) {
            findings.add(entry.event() instanceof TradingEvent.CommandRepeated ? "I7" : "I3", complaint);
        }
    }

    private static Optional<TradingCommand> read(ConsumerRecord<byte[], byte[]> record, int partition, int partitions) {
        try {
            TradingCommand command = Contracts.TRADING_COMMANDS.read(
                    PartitionLog.key(record), PartitionLog.header(record, Headers.TYPE), record.value());
            boolean inItsPlace = Utils.toPositive(Utils.murmur2(record.key())) % partitions == partition;
            return inItsPlace ? Optional.of(command) : Optional.empty();
        } catch (UnreadableMessage e) {
            return Optional.empty();
        }
    }

    private static Map<Long, String> quarantined(Connection trading, int partition) throws SQLException {
        Map<Long, String> offsets = new HashMap<>();
        Query.forEach(
                trading,
                "select \"offset\", reason from trading.quarantine where partition = " + partition,
                row -> offsets.put(row.getLong(1), row.getString(2)));
        return offsets;
    }

    private void compareAccounts(Connection trading) throws SQLException {
        Set<AccountId> stored = new HashSet<>();
        Query.forEach(trading, "select account_id, partition, username, may_short from trading.account", row -> {
            AccountId id = new AccountId(row.getObject("account_id", UUID.class));
            stored.add(id);
            Book book = books.find(id);
            if (book == null
                    || book.partition() != row.getInt("partition")
                    || books.mayShort.contains(id) != row.getBoolean("may_short")
                    || !book.username().equals(new Username(row.getString("username")))) {
                findings.add(
                        "I3",
                        "account %s is stored as %s but should be %s".formatted(id, row.getString("username"), book));
            }
        });
        books.accounts.keySet().stream()
                .filter(id -> !stored.contains(id))
                .forEach(id -> findings.add("I3", "account " + id + " was opened but is not stored"));
    }

    private void compareBalances(Connection trading) throws SQLException {
        String sql = "select account_id, system_owner, partition, unit, balance, cost_basis, realised_pnl, bucket"
                + " from trading.ledger_account";
        Query.forEach(trading, sql, row -> {
            if (row.getString("system_owner") == null) {
                comparePlayer(row);
            } else {
                compareSystem(row);
            }
        });
        // What was found in the tables has been taken out of the model: what is left must be nothing.
        books.accounts.forEach((id, book) -> Stream.of(book.positions(), book.held(), book.owed())
                .forEach(positions -> positions.forEach((unit, left) -> findings.expect(
                        left.quantity.signum() == 0,
                        "I3",
                        "%s of %s should have %s but has no row".formatted(unit, id, left)))));
        books.system.forEach((account, left) ->
                findings.expect(left.signum() == 0, "I3", account + " should have " + left + " but has no row"));
    }

    private void comparePlayer(ResultSet row) throws SQLException {
        AccountId id = new AccountId(row.getObject("account_id", UUID.class));
        Unit unit = Unit.of(row.getString("unit"));
        Book book = books.find(id);
        Position expected =
                book == null ? null : book.bucket(row.getString("bucket")).remove(unit);
        BigDecimal balance = row.getBigDecimal("balance");
        if (expected == null
                || !expected.isAt(balance, row.getBigDecimal("cost_basis"), row.getBigDecimal("realised_pnl"))) {
            findings.add(
                    "I3",
                    "%s of %s should be %s but is %s (cost %s, profit %s)"
                            .formatted(
                                    unit,
                                    id,
                                    expected,
                                    balance,
                                    row.getBigDecimal("cost_basis"),
                                    row.getBigDecimal("realised_pnl")));
        }
    }

    private void compareSystem(ResultSet row) throws SQLException {
        SystemAccount account = new SystemAccount(
                row.getString("system_owner"), row.getInt("partition"), Unit.of(row.getString("unit")));
        BigDecimal expected = books.system.remove(account);
        BigDecimal balance = row.getBigDecimal("balance");
        if (expected == null || expected.compareTo(balance) != 0) {
            findings.add("I3", account + " should have " + expected + " but has " + balance);
        }
    }
}
