package dev.gembourse.simulator;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgArray;

/** A prepared statement, whose meaning is found by its text; or several, which are run one after the other. */
final class SimulatedStatement implements InvocationHandler {

    private final SimulatedConnection connection;
    private final List<Statements.Known> statements;
    private final Map<Integer, @Nullable Object> parameters = new HashMap<>();
    private final List<Parameters> batch = new ArrayList<>();
    private final Deque<List<Row>> results = new ArrayDeque<>();

    SimulatedStatement(SimulatedConnection connection, String sql) {
        this.connection = connection;
        this.statements = Statements.of(sql);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws SQLException {
        return switch (method.getName()) {
            case "setNull" -> {
                parameters.put((Integer) arguments[0], null);
                yield null;
            }
            case "setArray" -> {
                @Nullable
                Object[] elements = arguments[1] instanceof PgArray array
                        ? BinaryValues.array(array.toBytes())
                        : (@Nullable Object[]) ((Array) arguments[1]).getArray();
                parameters.put((Integer) arguments[0], Row.plain(elements));
                yield null;
            }
            case "setString", "setLong", "setInt", "setBytes", "setObject" -> {
                parameters.put((Integer) arguments[0], arguments[1]);
                yield null;
            }
            case "executeQuery" -> {
                run(new Parameters(parameters));
                yield SimulatedResult.of(results.getFirst());
            }
            case "executeUpdate" -> {
                run(new Parameters(parameters));
                yield updated();
            }
            case "addBatch" -> {
                batch.add(new Parameters(new HashMap<>(parameters)));
                yield null;
            }
            case "executeBatch" -> {
                for (Parameters one : batch) {
                    run(one);
                }
                yield new int[batch.size()];
            }
            case "execute" -> {
                run(new Parameters(parameters));
                yield false;
            }
            case "getMoreResults" -> {
                results.remove();
                yield !results.isEmpty();
            }
            case "getUpdateCount" -> updated();
            case "getResultSet" -> SimulatedResult.of(results.getFirst());
            case "close" -> null;
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    private void run(Parameters given) throws SQLException {
        results.clear();
        int first = 1;
        for (Statements.Known statement : statements) {
            Parameters its = given.from(first);
            results.add(connection.run(
                    statement.title(), session -> statement.meaning().run(session, its)));
            first += statement.parameters();
        }
    }

    private int updated() {
        return (int) results.getFirst().getFirst().number("updated");
    }

    /** What a query gives. */
    private static final class SimulatedResult implements InvocationHandler {

        private final List<Row> rows;
        private int at = -1;
        private boolean wasNull;

        private SimulatedResult(List<Row> rows) {
            this.rows = rows;
        }

        static ResultSet of(List<Row> rows) {
            return Jdbc.proxy(ResultSet.class, new SimulatedResult(rows));
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
            return switch (method.getName()) {
                case "next" -> ++at < rows.size();
                case "close" -> null;
                case "wasNull" -> wasNull;
                case "getString", "getBigDecimal", "getBytes" -> value(arguments[0]);
                case "getBoolean" -> value(arguments[0]) == Boolean.TRUE;
                case "getLong" -> number(arguments[0]);
                case "getInt" -> (int) number(arguments[0]);
                case "getObject" ->
                    arguments.length == 2 && arguments[1] == Integer.class
                            ? integer(arguments[0])
                            : value(arguments[0]) instanceof Instant time
                                    ? time.atOffset(ZoneOffset.UTC)
                                    : value(arguments[0]);
                default -> throw new UnsupportedOperationException(method.toString());
            };
        }

        private @Nullable Integer integer(Object column) {
            Long number = (Long) value(column);
            return number == null ? null : number.intValue();
        }

        private long number(Object column) {
            Long number = (Long) value(column);
            return number == null ? 0 : number;
        }

        private @Nullable Object value(Object column) {
            Row row = rows.get(at);
            Object value = column instanceof Integer number ? row.get(number) : row.get((String) column);
            wasNull = value == null;
            return value;
        }
    }
}
