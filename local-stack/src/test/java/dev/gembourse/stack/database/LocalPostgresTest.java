package dev.gembourse.stack.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {
    @TempDir
    static Path home;

    private static LocalPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.startIn(home);
        postgres.createDatabase("trading");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void emptyTable() throws SQLException {
        if (!postgres.isRunning()) {
            postgres.start();
        }
        execute("drop table if exists word", "create table word (text text not null)");
    }

    @Test
    void commitsAreDurableByItsOwnAccount() throws SQLException {
        assertThat(query("show fsync")).containsExactly("on");
        assertThat(query("show synchronous_commit")).containsExactly("on");
        assertThat(query("show full_page_writes")).containsExactly("on");
    }

    @Test
    void durabilityCannotBeSwitchedOff() {
        var settings = PostgresSettings.in(home).with("fsync", "off");

        assertThat(settings.parameters()).containsEntry("fsync", "on");
    }

    @Test
    void aQuarterOfTheMemoryIsForBuffers() {
        assertThat(PostgresSettings.buffers(8L << 30)).isEqualTo("2048MB");
        assertThat(PostgresSettings.buffers(100L << 20)).isEqualTo("128MB");
        assertThat(PostgresSettings.buffers(1L << 40)).isEqualTo("4096MB");
    }

    @Test
    void committedRowsSurviveEveryWayToEnd() throws SQLException {
        execute("insert into word values ('fast')");
        postgres.restart();
        execute("insert into word values ('immediate')");
        postgres.stopImmediately();
        postgres.start();
        execute("insert into word values ('killed')");
        postgres.kill();
        assertThat(postgres.isRunning()).isFalse();
        postgres.start();

        assertThat(query("select text from word")).containsExactly("fast", "immediate", "killed");
    }

    @Test
    void aLockFileWhoseNumberNowBelongsToAnotherProcessDoesNotPreventTheStart() throws Exception {
        var lock = home.resolve("data/postgres/postmaster.pid");
        var lines = Files.readAllLines(lock);
        postgres.kill();
        lines.set(0, Long.toString(ProcessHandle.current().pid()));
        Files.write(lock, lines);

        postgres.start();

        assertThat(query("select 1")).containsExactly("1");
    }

    @Test
    void aPausedServerKeepsItsSessionsWaiting() throws Exception {
        try (var connection = connect()) {
            postgres.pause();
            var answer = CompletableFuture.supplyAsync(() -> querying(connection, "select 'later'"));

            assertThat(answer.completeOnTimeout(List.of("nothing"), 500, TimeUnit.MILLISECONDS)
                            .join())
                    .containsExactly("nothing");
            postgres.resume();
        }
        assertThat(query("select 'now'")).containsExactly("now");
    }

    @Test
    void creatingADatabaseAgainKeepsItsContent() throws SQLException {
        execute("insert into word values ('kept')");

        postgres.createDatabase("trading");

        assertThat(query("select text from word")).containsExactly("kept");
    }

    @Test
    void aDatabaseNameIsNotSql() {
        assertThatThrownBy(() -> postgres.createDatabase("x; drop database trading"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl("trading"), postgres.user(), postgres.password());
    }

    private static void execute(String... statements) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var text : statements) {
                statement.execute(text);
            }
        }
    }

    private static List<String> query(String text) throws SQLException {
        try (var connection = connect()) {
            return querying(connection, text);
        }
    }

    private static List<String> querying(Connection connection, String text) {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(text)) {
            var values = new ArrayList<String>();
            while (result.next()) {
                values.add(result.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
