package dev.gembourse.simulator;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/** A connection of JDBC's to the simulated database, with those methods that the engine and the stages call. */
final class SimulatedConnection implements InvocationHandler {

    private final Database database;
    private final Session session;
    private final @Nullable Task owner;
    private boolean autoCommit = true;
    private boolean closed;

    private SimulatedConnection(Database database, Session session, @Nullable Task owner) {
        this.database = database;
        this.session = session;
        this.owner = owner;
    }

    /** Connections to one stage's schema. */
    static DataSource dataSource(World world, Database database, String schema) {
        return (DataSource) Proxy.newProxyInstance(
                SimulatedConnection.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("getConnection")) {
                        throw new UnsupportedOperationException(method.toString());
                    }
                    return Jdbc.proxy(
                            Connection.class,
                            new SimulatedConnection(database, database.open(schema), world.current()));
                });
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws SQLException {
        return switch (method.getName()) {
            case "prepareStatement" ->
                Jdbc.proxy(PreparedStatement.class, new SimulatedStatement(this, (String) arguments[0]));
            case "createArrayOf" -> {
                Object elements = arguments[1];
                yield Jdbc.proxy(Array.class, (array, asked, none) -> elements);
            }
            case "unwrap" -> Jdbc.proxy(BaseConnection.class, (connection, asked, none) -> SimulatedCopy.manager(this));
            case "setAutoCommit" -> {
                autoCommit = (Boolean) arguments[0];
                yield null;
            }
            case "commit" -> {
                database.commit(session);
                yield null;
            }
            case "rollback" -> {
                if (!isOwnerDead()) {
                    session.used();
                    session.rollback();
                }
                yield null;
            }
            case "close" -> {
                if (!closed && !isOwnerDead()) {
                    database.close(session);
                }
                closed = true;
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    /** Runs a statement. Outside of a transaction it is one of its own. */
    List<Row> run(String what, Work work) throws SQLException {
        database.ask(session, what);
        List<Row> rows;
        try {
            rows = work.run(session);
        } catch (SQLException e) {
            if (autoCommit) {
                session.rollback();
            }
            throw e;
        }
        if (autoCommit) {
            if (session.hasWritten()) {
                database.commit(session);
            } else {
                session.rollback();
            }
        }
        return rows;
    }

    /** Something to do in a session. */
    interface Work {
        List<Row> run(Session session) throws SQLException;
    }

    /** Of the dead process the server hears nothing, not even that its transaction should end. */
    private boolean isOwnerDead() {
        return owner != null && owner.isDead();
    }
}
