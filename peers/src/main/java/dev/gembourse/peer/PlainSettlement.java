package dev.gembourse.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.wire.Message;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Settles trades of one partition in one transaction by plain prepared statements and JDBC batches. */
@Component
class PlainSettlement {

    /** A trade and the record that asks for it. */
    record Request(PlaceTrade trade, long offset) {}

    private record Place(@Nullable UUID account, String unit) {}

    private static final class Row {
        private final Place place;
        private long id;
        private boolean stored;
        private House.Holding holding;

        Row(Place place, long id, boolean stored, House.Holding holding) {
            this.place = place;
            this.id = id;
            this.stored = stored;
            this.holding = holding;
        }
    }

    private record Settled(Request request, Message message, Instant at, List<Moved> moved) {}

    private record Moved(Row from, Row to, BigDecimal amount, BigDecimal fromBalance, BigDecimal toBalance) {}

    private static final String HOUSE = "HOUSE";

    private static final String ROWS = """
            select id, account_id, unit, balance, cost_basis, realised_pnl
              from ledger_account
             where account_id = any (?) and unit = any (?) and bucket = 'AVAILABLE'
            union all
            select id, account_id, unit, balance, cost_basis, realised_pnl
              from ledger_account
             where account_id is null and system_owner = 'HOUSE' and partition = ? and unit = any (?)
            """;

    private final Bus bus;
    private final Quotes quotes;
    private final DataSource database;

    PlainSettlement(Bus bus, Quotes quotes, DataSource database) {
        this.bus = bus;
        this.quotes = quotes;
        this.database = database;
    }

    /** Settles the trades that the records ask for, and publishes their events after the commit. */
    void settle(int partition, List<ConsumerRecord<String, byte[]>> records) throws SQLException {
        List<Request> requests = records.stream()
                .flatMap(record -> bus.trade(record).map(trade -> new Request(trade, record.offset())).stream())
                .toList();
        if (requests.isEmpty()) {
            return;
        }
        List<Settled> settled;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            settled = settleIn(connection, partition, requests);
            connection.commit();
        }
        settled.forEach(one -> bus.publish(partition, one.message()));
    }

    private List<Settled> settleIn(Connection connection, int partition, List<Request> requests) throws SQLException {
        Set<UUID> known = known(connection, requests);
        Map<Place, Row> rows = rows(connection, partition, requests);
        Map<UUID, Long> players = players(connection, requests);
        List<Settled> settled = new ArrayList<>();
        Set<Row> changed = new HashSet<>();
        for (Request request : requests) {
            if (known.add(request.trade().operationId().value())) {
                settled.add(decide(request, rows, changed));
            }
        }
        number(connection, changed);
        write(connection, partition, changed);
        write(connection, partition, settled, players);
        return settled;
    }

    private Settled decide(Request request, Map<Place, Row> rows, Set<Row> changed) {
        PlaceTrade trade = request.trade();
        UUID account = trade.accountId().value();
        String usd = Currencies.USD.code();
        String unit = trade.symbol().value();
        Row cash = row(rows, account, usd);
        Row asset = row(rows, account, unit);
        Row houseCash = row(rows, null, usd);
        Row houseAsset = row(rows, null, unit);
        House.Done done = House.trade(trade, quotes.of(trade.symbol()), cash.holding, asset.holding, Instant.now());
        TradeSettled event = done.event();
        boolean buys = event.side() == Side.BUY;
        BigDecimal quantity = event.quantity().value();
        cash.holding = done.cash();
        asset.holding = done.asset();
        houseCash.holding = plus(
                houseCash.holding, buys ? event.notional() : event.notional().negate());
        houseAsset.holding = plus(houseAsset.holding, buys ? quantity.negate() : quantity);
        changed.addAll(List.of(cash, asset, houseCash, houseAsset));
        return new Settled(
                request,
                bus.message(event),
                event.occurredAt(),
                List.of(
                        moved(buys ? houseAsset : asset, buys ? asset : houseAsset, quantity),
                        moved(buys ? cash : houseCash, buys ? houseCash : cash, event.notional())));
    }

    private static Moved moved(Row from, Row to, BigDecimal amount) {
        return new Moved(from, to, amount, from.holding.quantity(), to.holding.quantity());
    }

    private static House.Holding plus(House.Holding holding, BigDecimal amount) {
        return new House.Holding(holding.quantity().add(amount), holding.cost(), holding.pnl());
    }

    private static Row row(Map<Place, Row> rows, @Nullable UUID account, String unit) {
        return rows.computeIfAbsent(new Place(account, unit), place -> new Row(place, 0, false, House.Holding.NONE));
    }

    private static Set<UUID> known(Connection connection, List<Request> requests) throws SQLException {
        Set<UUID> known = new HashSet<>();
        try (PreparedStatement select =
                connection.prepareStatement("select operation_id from operation where operation_id = any (?)")) {
            UUID[] ids = requests.stream()
                    .map(request -> request.trade().operationId().value())
                    .toArray(UUID[]::new);
            select.setArray(1, connection.createArrayOf("uuid", ids));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.add(row.getObject(1, UUID.class));
                }
            }
        }
        return known;
    }

    private static Map<Place, Row> rows(Connection connection, int partition, List<Request> requests)
            throws SQLException {
        Map<Place, Row> rows = new HashMap<>();
        String[] units = Stream.concat(
                        Stream.of(Currencies.USD.code()),
                        requests.stream()
                                .map(request -> request.trade().symbol().value()))
                .distinct()
                .toArray(String[]::new);
        try (PreparedStatement select = connection.prepareStatement(ROWS)) {
            select.setArray(1, connection.createArrayOf("uuid", accounts(requests)));
            select.setArray(2, connection.createArrayOf("text", units));
            select.setInt(3, partition);
            select.setArray(4, connection.createArrayOf("text", units));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Place place = new Place(row.getObject(2, UUID.class), row.getString(3));
                    House.Holding holding =
                            new House.Holding(row.getBigDecimal(4), row.getBigDecimal(5), row.getBigDecimal(6));
                    rows.put(place, new Row(place, row.getLong(1), true, holding));
                }
            }
        }
        return rows;
    }

    private static Map<UUID, Long> players(Connection connection, List<Request> requests) throws SQLException {
        Map<UUID, Long> players = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("select account_id, number from account where account_id = any (?)")) {
            select.setArray(1, connection.createArrayOf("uuid", accounts(requests)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    players.put(row.getObject(1, UUID.class), row.getLong(2));
                }
            }
        }
        return players;
    }

    private static UUID[] accounts(List<Request> requests) {
        return requests.stream()
                .map(request -> request.trade().accountId().value())
                .distinct()
                .toArray(UUID[]::new);
    }

    private static void number(Connection connection, Collection<Row> changed) throws SQLException {
        List<Row> fresh = changed.stream().filter(row -> !row.stored).toList();
        if (!fresh.isEmpty()) {
            Deque<Long> numbers = next(connection, "ledger_row", fresh.size());
            fresh.forEach(row -> row.id = numbers.remove());
        }
    }

    private static Deque<Long> next(Connection connection, String sequence, int count) throws SQLException {
        Deque<Long> numbers = new ArrayDeque<>();
        try (PreparedStatement select =
                connection.prepareStatement("select nextval('" + sequence + "') from generate_series(1, ?)")) {
            select.setInt(1, count);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    numbers.add(row.getLong(1));
                }
            }
        }
        return numbers;
    }

    private static void write(Connection connection, int partition, Collection<Row> changed) throws SQLException {
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

    private static void write(Connection connection, int partition, List<Settled> settled, Map<UUID, Long> players)
            throws SQLException {
        if (settled.isEmpty()) {
            return;
        }
        Deque<Long> seqs = next(connection, "outcome", settled.size());
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
