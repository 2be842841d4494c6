package dev.gembourse.bench.measure;

import dev.gembourse.stack.supervisor.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Vacuums and analyzes all tables of a stack now, so that autovacuum has less to do in the next window, and a measurement pays
 * less for what the one before has left behind.
 */
public final class Tidying {

    private static final String ALL = "select datname from pg_database where datallowconn and not datistemplate";

    private Tidying() {}

    public static void of(Stack stack) throws SQLException {
        for (String name : databases(stack)) {
            try (Connection connection = connect(stack, name);
                    Statement statement = connection.createStatement()) {
                statement.execute("vacuum (analyze)");
            }
        }
    }

    private static List<String> databases(Stack stack) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = connect(stack, "postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static Connection connect(Stack stack, String database) throws SQLException {
        return DriverManager.getConnection(stack.jdbcUrl(database), stack.databaseUser(), stack.databasePassword());
    }
}
