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

/** What is copied into PostgreSQL is what comes out of it, at the edges of every type. */
class CopyRowsTest {

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
                CopyRows::text,
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
        expectBack("bigint", CopyRows::bigint, ResultSet::getLong, Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE);
        expectBack("integer", CopyRows::integer, ResultSet::getInt, Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE);
        expectBack("smallint", CopyRows::smallint, ResultSet::getInt, -32_768, -1, 0, 1, 32_767);
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

        expectBack("numeric", CopyRows::numeric, ResultSet::getBigDecimal, all);
        expectBack("numeric", CopyRows::numeric, ResultSet::getBigDecimal, (BigDecimal) null);
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
        CopyRows rows = new CopyRows("nowhere", "value");

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
                CopyRows::uuid,
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
                CopyRows::timestamptz,
                CopyRowsTest::instant,
                EARLIEST,
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                Instant.EPOCH,
                Instant.parse("1999-12-31T23:59:59.999999Z"),
                Instant.parse("2000-01-01T00:00:00Z"),
                Instant.parse("2026-03-01T12:00:00.123456Z"),
                LATEST,
                null);
        Instant fine = Instant.parse("1969-12-31T23:59:59.999999999Z");
        assertThat(stored("timestamptz", rows -> rows.timestamptz(fine), CopyRowsTest::instant))
                .isEqualTo(Instant.parse("1969-12-31T23:59:59.999999Z"));
    }

    @Test
    void truths() throws SQLException {
        expectBack("boolean", CopyRows::bool, ResultSet::getBoolean, true, false);
    }

    @Test
    void bytes() throws SQLException {
        byte[] each = new byte[256];
        for (int i = 0; i < each.length; i++) {
            each[i] = (byte) i;
        }
        byte[] many = new byte[3 << 20];
        Arrays.fill(many, (byte) 0xff);
        expectBack("bytea", CopyRows::bytea, ResultSet::getBytes, new byte[0], each, many, null);
    }

    @Test
    void json() throws SQLException {
        expectBack(
                "jsonb",
                CopyRows::jsonb,
                ResultSet::getString,
                "{}",
                "[]",
                "null",
                "\"\"",
                "{\"gem\": \"💎\", \"many\": [1, 2.50, -0.0000001]}",
                null);
    }

    @Test
    void aNullIsPossibleInEveryColumn() throws SQLException {
        for (String type :
                List.of("text", "bigint", "integer", "smallint", "numeric", "uuid", "timestamptz", "boolean")) {
            assertThat(stored(type, CopyRows::nul, ResultSet::getString))
                    .as(type)
                    .isNull();
        }
    }

    @Test
    void manyRowsInOneGoAndTheBufferAgainAfterwards() throws SQLException {
        execute("create temporary table pair (id bigint primary key, name text)");
        CopyRows rows = new CopyRows("pair", "id", "name");
        String name = "n".repeat(100);
        for (int i = 0; i < 50_000; i++) {
            rows.bigint(i).text(name).endRow();
        }
        assertThat(rows.copy(connection)).isEqualTo(50_000);
        assertThat(rows.isEmpty()).isTrue();
        assertThat(rows.copy(connection)).isZero();

        rows.bigint(7).text("is there already").endRow();
        assertThatThrownBy(() -> rows.copy(connection)).isInstanceOf(SQLException.class);
        assertThat(rows.isEmpty()).isTrue();
        rows.bigint(-7).text("is new").endRow();
        assertThat(rows.copy(connection)).isEqualTo(1);

        List<Long> count =
                values("select count(*) from pair where id < 0 or name = '" + name + "'", ResultSet::getLong);
        assertThat(count).containsExactly(50_001L);
    }

    @Test
    void rowsThatDoNotFitTheColumnsAreRefused() {
        CopyRows rows = new CopyRows("pair", "id", "name");
        assertThatThrownBy(rows::endRow).isInstanceOf(IllegalStateException.class);
        rows.bigint(1);
        assertThatThrownBy(rows::endRow).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> rows.copy(connection)).isInstanceOf(IllegalStateException.class);
        rows.text("one");
        assertThatThrownBy(() -> rows.text("more")).isInstanceOf(IllegalStateException.class);
    }

    private interface Reader<T> {
        T read(ResultSet row, int column) throws SQLException;
    }

    @SafeVarargs
    private <T> void expectBack(String type, BiConsumer<CopyRows, T> writer, Reader<T> reader, T... values)
            throws SQLException {
        execute("create temporary table value (id integer, value " + type + ")");
        CopyRows rows = new CopyRows("value", "id", "value");
        for (int i = 0; i < values.length; i++) {
            rows.integer(i);
            writer.accept(rows, values[i]);
            rows.endRow();
        }
        assertThat(rows.copy(connection)).isEqualTo(values.length);
        List<T> back = values("select value from value order by id", reader);
        execute("drop table value");
        assertThat(back).hasSize(values.length);
        for (int i = 0; i < values.length; i++) {
            Object one = back.get(i);
            assertThat(one).as(type + " number " + i).isEqualTo(values[i]);
        }
    }

    private Object stored(String type, Consumer<CopyRows> writer, Reader<?> reader) throws SQLException {
        execute("create temporary table value (value " + type + ")");
        CopyRows rows = new CopyRows("value", "value");
        writer.accept(rows);
        rows.endRow();
        rows.copy(connection);
        Object back = values("select value from value", reader).getFirst();
        execute("drop table value");
        return back;
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
