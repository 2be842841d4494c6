package dev.gembourse.exactlyonce;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a service may do in its schema when its tables are somebody else's: read everything, add rows, and change rows that are no
 * facts. It can neither make nor change tables, nor take away the triggers that protect facts.
 */
final class Grants {

    /** Two instances that start at the same time would change the same rows of the catalogue. */
    private static final String ALONE = "select pg_advisory_xact_lock(hashtext('gembourse grants'))";

    /** Rows of a table are facts where {@code refuse_change} stands guard. */
    private static final String STATEMENTS = """
            select format('grant usage on schema %1$I to %2$I; grant usage on all sequences in schema %1$I to %2$I', given.schema, given.service)
              from (values (?::text, ?::text)) as given (schema, service)
            union all
            select format('revoke all on %1$I.%2$I from %3$I; grant select, insert%4$s on %1$I.%2$I to %3$I',
                          n.nspname, c.relname, given.service,
                          case when exists (select
                                              from pg_trigger t
                                              join pg_proc p on p.oid = t.tgfoid
                                             where t.tgrelid = c.oid and p.proname = 'refuse_change')
                               then '' else ', update, delete' end)
              from (values (?::text, ?::text)) as given (schema, service)
              join pg_namespace n on n.nspname = given.schema
              join pg_class c on c.relnamespace = n.oid
             where c.relkind in ('r', 'p') and c.relname <> 'flyway_schema_history'
            """;

    private Grants() {}

    /** Gives a service what it may do, and takes away from it what it may not, as the owner of the schema. */
    static void give(String jdbcUrl, DatabaseUser owner, String schema, String service) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, owner.name(), owner.password())) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(ALONE);
                for (String grant : statements(connection, schema, service)) {
                    statement.execute(grant);
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "expected %s to give %s its rights in the schema %s but got: %s"
                            .formatted(owner, service, schema, e.getMessage()),
                    e);
        }
    }

    private static List<String> statements(Connection connection, String schema, String service) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(STATEMENTS)) {
            query.setString(1, schema);
            query.setString(2, service);
            query.setString(3, schema);
            query.setString(4, service);
            try (ResultSet row = query.executeQuery()) {
                List<String> statements = new ArrayList<>();
                while (row.next()) {
                    statements.add(row.getString(1));
                }
                return statements;
            }
        }
    }
}
