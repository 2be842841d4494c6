package dev.gembourse.peer;

import dev.gembourse.events.value.Currencies;
import dev.gembourse.peer.Plain.Place;
import dev.gembourse.peer.Plain.Request;
import dev.gembourse.peer.Plain.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads what settling some trades needs, in one query each. */
final class PlainReads {

    private static final String ROWS = """
            select id, account_id, unit, balance, cost_basis, realised_pnl
              from ledger_account
             where account_id = any (?) and unit = any (?) and bucket = 'AVAILABLE'
            union all
            select id, account_id, unit, balance, cost_basis, realised_pnl
              from ledger_account
             where account_id is null and system_owner = 'HOUSE' and partition = ? and unit = any (?)
            """;

    private PlainReads() {}

    static Set<UUID> known(Connection connection, List<Request> requests) throws SQLException {
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

    static Map<Place, Row> rows(Connection connection, int partition, List<Request> requests) throws SQLException {
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

    static Map<UUID, Long> players(Connection connection, List<Request> requests) throws SQLException {
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

    /** The next numbers of a sequence. */
    static Deque<Long> next(Connection connection, String sequence, int count) throws SQLException {
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

    private static UUID[] accounts(List<Request> requests) {
        return requests.stream()
                .map(request -> request.trade().accountId().value())
                .distinct()
                .toArray(UUID[]::new);
    }
}
