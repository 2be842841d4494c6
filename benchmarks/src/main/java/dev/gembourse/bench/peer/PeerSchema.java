package dev.gembourse.bench.peer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of settlement once more, for a peer alone: same columns, indexes and constraints, and only the opened accounts. */
final class PeerSchema {

    static final String NAME = "peer";

    private static final String TEMPLATE = "peer_template";
    private static final List<String> EMPTY = List.of("transfer", "operation", "journal");
    private static final List<String> FILLED = List.of("account", "ledger_account");

    private final Connection connection;

    PeerSchema(Connection connection) {
        this.connection = connection;
    }

    /** Keeps the accounts as they are now for all later rounds. */
    void keepTemplate() throws SQLException {
        execute("create schema " + TEMPLATE);
        for (String table : FILLED) {
            execute("create table %s.%s as select * from trading.%s".formatted(TEMPLATE, table, table));
        }
    }

    /** Begins anew. */
    void renew() throws SQLException {
        execute("drop schema if exists " + NAME + " cascade");
        execute("create schema " + NAME);
        for (String table : FILLED) {
            execute("create table %s.%s (like trading.%s including all)".formatted(NAME, table, table));
            execute("insert into %s.%s select * from %s.%s".formatted(NAME, table, TEMPLATE, table));
        }
        for (String table : EMPTY) {
            execute("create table %s.%s (like trading.%s including all)".formatted(NAME, table, table));
        }
        execute("create sequence %s.outcome".formatted(NAME));
        execute("create sequence %s.ledger_row start 1000000000".formatted(NAME));
        execute("alter table %s.ledger_account alter id set default nextval('%s.ledger_row')".formatted(NAME, NAME));
        execute("analyze " + NAME + ".account");
        execute("analyze " + NAME + ".ledger_account");
    }

    long settled() throws SQLException {
        return number("select count(*) from " + NAME + ".operation");
    }

    /** What is wrong with what the peer did: it must have kept the books as ours are kept. Empty when nothing is. */
    String complaint() throws SQLException {
        long unbalanced = number("select count(*) from (select unit from " + NAME
                + ".ledger_account group by unit having sum(balance) <> 0) as unit");
        long settled = settled();
        long transfers = number("select count(*) from " + NAME + ".transfer");
        long events = number("select count(*) from " + NAME + ".journal");
        return unbalanced == 0 && transfers == 2 * settled && events == settled
                ? ""
                : "%d units do not add up to 0; %d operations, %d transfers, %d events"
                        .formatted(unbalanced, settled, transfers, events);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
