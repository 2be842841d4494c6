package dev.gembourse.simulator;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** Reads rows in the binary format of {@code COPY}, and inserts them. */
final class SimulatedCopy implements InvocationHandler {

    private static final Pattern COPY = Pattern.compile("copy (\\w+) \\((.*)\\) from stdin \\(format binary\\)");
    private static final int SIGNATURE_LENGTH = 19;

    private final SimulatedConnection connection;
    private final String table;
    private final List<String> columns;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean active = true;

    private SimulatedCopy(SimulatedConnection connection, String sql) {
        Matcher statement = COPY.matcher(sql);
        if (!statement.matches()) {
            throw new UnsupportedOperationException("the simulator does not know the statement: " + sql);
        }
        this.connection = connection;
        this.table = statement.group(1);
        this.columns = List.of(statement.group(2).split(", "));
    }

    static CopyManager manager(SimulatedConnection connection) throws SQLException {
        BaseConnection none = Jdbc.proxy(BaseConnection.class, (proxy, method, arguments) -> null);
        return new CopyManager(none) {
            @Override
            public CopyIn copyIn(String sql) {
                return Jdbc.proxy(CopyIn.class, new SimulatedCopy(connection, sql));
            }
        };
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws SQLException {
        return switch (method.getName()) {
            case "writeToCopy" -> {
                bytes.write((byte[]) arguments[0], (Integer) arguments[1], (Integer) arguments[2]);
                yield null;
            }
            case "endCopy" -> {
                connection.run("copy " + table, this::insert);
                active = false;
                yield 0L;
            }
            case "isActive" -> active;
            case "cancelCopy" -> null;
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    private List<Row> insert(Session session) throws SQLException {
        Table target = session.table(table);
        ByteBuffer in = ByteBuffer.wrap(bytes.toByteArray()).position(SIGNATURE_LENGTH);
        for (int count = in.getShort(); count != -1; count = in.getShort()) {
            if (count != columns.size()) {
                throw new SQLException("expected " + columns.size() + " columns but got " + count, "22P04");
            }
            @Nullable Object[] values = new @Nullable Object[count];
            for (int i = 0; i < count; i++) {
                values[i] = BinaryValues.value(target.typeOf(columns.get(i)), in);
            }
            session.insert(target, Row.of(columns, values));
        }
        return new ArrayList<>();
    }
}
