package dev.gembourse.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gembourse.stack.database.Postgres;
import dev.gembourse.stack.fixture.SharedInfrastructure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written to PostgreSQL is what comes out of it, at the edges of every type and whichever way it takes. */
class RowsTest {

    /** Of PostgreSQL's type timestamptz. */
    private static final Instant EARLIEST = Instant.parse("-4713-11-24T00:00:00Z");

    private static final Instant LATEST = Instant.parse("+294276-12-31T23:59:59.999999Z");

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        Postgres postgres = SharedInfrastructure.get().postgres();
        connection = DriverManager.getConnection(postgres.jdbcUrl("postgres"), postgres.user(), postgres.password());
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void texts() throws SQLException {
        expectBack(
                "text",
                Rows::text,
                ResultSet::getString,
                "",
                " ",
                "null",
                "\\N",
                "tab\tnewline\nreturn\rquote'\"\\",
                "Grüße, 你好, שלום, 💎🏆",
                "e\u0301 is not é",
                "\u0001\u007f\uffff",
                "x".repeat(3_000_000),
                null);
    }

    @Test
    void integers() throws SQLException {
        expectBack("bigint", Rows::bigint, ResultSet::getLong, Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE);
        expectBack("integer", Rows::integer, ResultSet::getInt, Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE);
        expectBack("smallint", Rows::smallint, ResultSet::getInt, -32_768, -1, 0, 1, 32_767);
    }

    @Test
    void numbers() throws SQLException {
        List<String> some = List.of(
                "0",
                "0.00",
                "0.0000000000",
                "1",
                "-1",
                "9",
                "10",
                "9999",
                "10000",
                "10001",
                "0.1",
                "0.0001",
                "0.00001",
                "-0.00000001",
                "1.10",
                "1234.5678",
                "12345.67890",
                "100000000.00000001",
                "0E+200000",
                "1E+3",
                "-1E+20",
                "1E-16383",
                "9223372036854775807",
                "-9223372036854775808",
                "1125899906842623.999",
                "1125899906842624.001",
                "99999999999999999999999999999999999999.999999999999999999");
        BigDecimal greatest = new BigDecimal("9".repeat(131_072) + "." + "9".repeat(16_383));
        BigDecimal[] all = Stream.concat(some.stream().map(BigDecimal::new), Stream.of(greatest, greatest.negate()))
                .map(number -> number.scale() < 0 ? number.setScale(0) : number)
                .toArray(BigDecimal[]::new);

        expectBack("numeric", Rows::numeric, ResultSet::getBigDecimal, all);
        expectBack("numeric", Rows::numeric, ResultSet::getBigDecimal, (BigDecimal) null);
        assertThat(stored("numeric", rows -> rows.numeric(new BigDecimal("-1E+3")), ResultSet::getBigDecimal))
                .isEqualTo(new BigDecimal("-1000"));
    }

    @Test
    void aColumnsScaleRoundsAsElsewhere() throws SQLException {
        assertThat(stored("numeric(10, 2)", rows -> rows.numeric(new BigDecimal("1.005")), ResultSet::getBigDecimal))
                .isEqualTo(new BigDecimal("1.01"));
    }

    @Test
    void numbersThatPostgresCannotStoreAreRefusedBeforeTheyAreSent() {
        Rows rows = Rows.into("nowhere", "value");

        assertThatThrownBy(() -> rows.numeric(new BigDecimal("1E-16384")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16383 decimal places");
        rows.clear();
        assertThatThrownBy(() -> rows.numeric(new BigDecimal(BigInteger.ONE, -131_072)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("131072 digits");
        rows.clear();
        assertThatThrownBy(() -> rows.numeric(new BigDecimal("1E+2147483647")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("131072 digits");
        rows.clear();
        assertThatThrownBy(() -> rows.smallint(32_768)).isInstanceOf(IllegalArgumentException.class);
        rows.clear();
        assertThatThrownBy(() -> rows.text("a\0b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void uuids() throws SQLException {
        expectBack(
                "uuid",
                Rows::uuid,
                (row, column) -> row.getObject(column, UUID.class),
                new UUID(0, 0),
                new UUID(-1, -1),
                new UUID(Long.MIN_VALUE, Long.MAX_VALUE),
                UUID.fromString("0198c0de-0000-7000-8000-00000000002a"),
                null);
    }

    @Test
    void times() throws SQLException {
        expectBack(
                "timestamptz",
                Rows::timestamptz,
                RowsTest::instant,
                EARLIEST,
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                Instant.EPOCH,
                Instant.parse("1999-12-31T23:59:59.999999Z"),
                Instant.parse("2000-01-01T00:00:00Z"),
                Instant.parse("2026-03-01T12:00:00.123456Z"),
                LATEST,
                null);
        Instant fine = Instant.parse("1969-12-31T23:59:59.999999999Z");
        assertThat(stored("timestamptz", rows -> rows.timestamptz(fine), RowsTest::instant))
                .isEqualTo(Instant.parse("1969-12-31T23:59:59.999999Z"));
    }

    @Test
    void truths() throws SQLException {
        expectBack("boolean", Rows::bool, ResultSet::getBoolean, true, false);
    }

    @Test
    void bytes() throws SQLException {
        byte[] each = new byte[256];
        for (int i = 0; i < each.length; i++) {
            each[i] = (byte) i;
        }
        byte[] many = new byte[3 << 20];
        Arrays.fill(many, (byte) 0xff);
        expectBack("bytea", Rows::bytea, ResultSet::getBytes, new byte[0], each, many, null);
    }

    @Test
    void json() throws SQLException {
        expectBack(
                "jsonb",
                Rows::jsonb,
                ResultSet::getString,
                "{}",
                "[]",
                "null",
                "\"\"",
                "{\"gem\": \"💎\", \"many\": [1, 2.50, -0.0000001]}",
                null);
    }

    @Test
    void manyRowsInOneGoAndTheBufferAgainAfterwards() throws SQLException {
        execute("create temporary table pair (id bigint primary key, name text)");
        Rows rows = Rows.into("pair", "id", "name");
        String name = "n".repeat(100);
        for (int i = 0; i < 50_000; i++) {
            rows.bigint(i).text(name).endRow();
        }
        assertThat(rows.areCopied()).isTrue();
        send(rows);
        assertThat(rows.isEmpty()).isTrue();
        send(rows);

        rows.bigint(7).text("is there already").endRow();
        assertThat(rows.areCopied()).isFalse();
        assertThatThrownBy(() -> send(rows)).isInstanceOf(SQLException.class);
        assertThat(rows.isEmpty()).isTrue();
        rows.bigint(-7).text("is new").endRow();
        send(rows);

        List<Long> count =
                values("select count(*) from pair where id < 0 or name = '" + name + "'", ResultSet::getLong);
        assertThat(count).containsExactly(50_001L);
    }

    @Test
    void severalStatementsAreSentTogether() throws SQLException {
        execute("create temporary table one (id bigint primary key, name text)");
        execute("create temporary table two (id bigint primary key)");
        Rows one = Rows.into("one", "id", "name");
        Rows two = Rows.into("two", "id");
        Rows none = Rows.into("three", "id");
        Rows many = Rows.into("two", "id");
        one.bigint(1).text("first").endRow();
        one.bigint(2).text(null).endRow();
        two.bigint(-1).endRow();
        for (int i = 0; i <= Rows.MOST_TO_INSERT; i++) {
            many.bigint(i).endRow();
        }
        send(one, none, two, many);

        assertThat(values("select name from one order by id", ResultSet::getString))
                .containsExactly("first", null);
        assertThat(values("select count(*) from two", ResultSet::getLong)).containsExactly(Rows.MOST_TO_INSERT + 2L);

        Rows update = Rows.given("""
                update one set name = u.name from unnest(?::bigint[], ?::text[]) as u (id, name) where one.id = u.id
                """);
        one.bigint(3).text("third").endRow();
        update.bigint(1).text("else").endRow();
        send(one, update);
        assertThat(values("select name from one order by id", ResultSet::getString))
                .containsExactly("else", null, "third");
    }

    @Test
    void aStatementThatChangesLessThanItWasGivenIsAnError() throws SQLException {
        execute("create temporary table one (id bigint primary key, name text)");
        Rows one = Rows.into("one", "id", "name");
        one.bigint(1).text("first").endRow();
        Rows update = Rows.given("""
                update one set name = u.name from unnest(?::bigint[], ?::text[]) as u (id, name) where one.id = u.id
                """);
        update.bigint(5).text("nobody").endRow();

        assertThatThrownBy(() -> send(one, update))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected to change 1 rows but changed 0")
                .hasMessageContaining("update one");
        assertThat(one.isEmpty()).isTrue();
        assertThat(update.isEmpty()).isTrue();
    }

    @Test
    void rowsThatDoNotFitTheColumnsAreRefused() {
        Rows rows = Rows.into("pair", "id", "name");
        assertThatThrownBy(rows::endRow).isInstanceOf(IllegalStateException.class);
        rows.bigint(1);
        assertThatThrownBy(rows::endRow).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> send(rows)).isInstanceOf(IllegalStateException.class);
        rows.text("one");
        assertThatThrownBy(() -> rows.text("more")).isInstanceOf(IllegalStateException.class);
        rows.endRow();
        assertThatThrownBy(() -> rows.text("two")).isInstanceOf(IllegalStateException.class);
    }

    /** Once in a statement and once by copying, so each value is there twice. */
    private void sendTwice(Rows rows) throws SQLException {
        Writes writes = new Writes();
        writes.add(rows);
        try (PreparedStatement statement = connection.prepareStatement(rows.statement())) {
            rows.bind(statement, connection, 1);
            statement.executeUpdate();
        }
        rows.copy(connection);
    }

    private void send(Rows... all) throws SQLException {
        Writes writes = new Writes();
        for (Rows rows : all) {
            writes.add(rows);
        }
        writes.send(connection);
    }

    private interface Reader<T> {
        T read(ResultSet row, int column) throws SQLException;
    }

    @SafeVarargs
    private <T> void expectBack(String type, BiConsumer<Rows, T> writer, Reader<T> reader, T... values)
            throws SQLException {
        execute("create temporary table value (id integer, value " + type + ")");
        Rows rows = Rows.into("value", "id", "value");
        for (int i = 0; i < values.length; i++) {
            rows.integer(i);
            writer.accept(rows, values[i]);
            rows.endRow();
        }
        sendTwice(rows);
        List<T> back = values("select value from value order by id", reader);
        execute("drop table value");
        assertThat(back).hasSize(2 * values.length);
        for (int i = 0; i < back.size(); i++) {
            Object one = back.get(i);
            assertThat(one).as(type + " number " + i / 2).isEqualTo(values[i / 2]);
        }
    }

    private Object stored(String type, Consumer<Rows> writer, Reader<?> reader) throws SQLException {
        execute("create temporary table value (value " + type + ")");
        Rows rows = Rows.into("value", "value");
        writer.accept(rows);
        rows.endRow();
        sendTwice(rows);
        List<?> back = values("select value from value", reader);
        execute("drop table value");
        assertThat(back.getFirst()).isEqualTo(back.getLast());
        return back.getFirst();
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private <T> List<T> values(String sql, Reader<T> reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            List<T> values = new ArrayList<>();
            while (row.next()) {
                values.add(reader.read(row, 1));
            }
            return values;
        }
    }

    private void execute(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
