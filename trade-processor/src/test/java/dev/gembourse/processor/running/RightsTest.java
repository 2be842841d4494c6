package dev.gembourse.processor.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gembourse.exactlyonce.EngineDatabase;
import dev.gembourse.processor.fixture.RunningProcessor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the user may not do as whom the service connects; all that it must do, the tests of the running service do. */
class RightsTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final RunningProcessor processor = RunningProcessor.shared();

    static Stream<String> changesOfFacts() {
        return Stream.of("journal", "intervention", "transfer", "operation", "reversal", "provenance", "order_fill")
                .flatMap(table -> Stream.of(
                        "update " + table + " set partition = partition",
                        "delete from " + table,
                        "truncate " + table,
                        "alter table " + table + " disable trigger all",
                        "drop trigger " + table + "_is_append_only on " + table,
                        "drop table " + table));
    }

    @ParameterizedTest
    @MethodSource("changesOfFacts")
    void factsAreNotChanged(String statement) {
        expectRefused("tradingDatabase", statement);
    }

    @ParameterizedTest
    @ValueSource(strings = {"update journal set value = value", "delete from operation", "truncate journal"})
    void norAreThoseOfTheMarket(String statement) {
        expectRefused("marketDatabase", statement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "truncate book",
                "drop table closed_lot",
                "delete from rebuild",
                "update intervention set why = why"
            })
    void theProjectionIsEmptiedByARebuildAlone(String statement) {
        expectRefused("portfolioDatabase", statement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table mine (id integer)",
                "create schema mine",
                "alter table ledger_account drop constraint player_never_owes",
                "truncate ledger_account",
                "create or replace function refuse_change() returns trigger language plpgsql as 'begin return null; end'",
                "set session_replication_role = replica",
                "set role gembourse",
                "update flyway_schema_history set success = true"
            })
    void nothingIsMadeNorAnyGuardTakenAway(String statement) {
        expectRefused("tradingDatabase", statement);
    }

    @Test
    void everyTableThatGuardsItsRowsIsAmongThoseTested() throws SQLException {
        try (Connection connection = connection("tradingDatabase");
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select array_agg(distinct t.tgrelid::regclass::text)
                          from pg_trigger t
                          join pg_class c on c.oid = t.tgrelid
                         where c.relnamespace = 'trading'::regnamespace and t.tgname like '%_is_append_only'
                        """)) {
            row.next();
            assertThat(List.of((String[]) row.getArray(1).getArray()))
                    .allMatch(table -> changesOfFacts().anyMatch(change -> change.equals("truncate " + table)));
        }
    }

    private void expectRefused(String database, String sql) {
        assertThatThrownBy(() -> {
                    try (Connection connection = connection(database);
                            Statement statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                })
                .as(sql)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(refusal.getSQLState())
                                .as(refusal.getMessage())
                                .isEqualTo(INSUFFICIENT_PRIVILEGE));
    }

    private Connection connection(String database) throws SQLException {
        return processor.bean(database, EngineDatabase.class).dataSource().getConnection();
    }
}
