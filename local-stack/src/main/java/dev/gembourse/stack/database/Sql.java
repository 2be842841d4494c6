package dev.gembourse.stack.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** The few statements that we send ourselves, as the superuser. */
final class Sql {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private Sql() {}

    static void assertDurable(String url) {
        try (var connection = connect(url)) {
            for (var setting : PostgresSettings.DURABLE.entrySet()) {
                var actual = first(connection, "show " + setting.getKey());
                if (!setting.getValue().equals(actual)) {
                    throw new IllegalStateException(
                            "expected " + setting.getKey() + "=" + setting.getValue() + " but got " + actual);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("expected PostgreSQL to answer at " + url + " but got " + e, e);
        }
    }

    static void createUsers(String url) {
        createUser(url, Credentials.USER, "createdb createrole in role pg_monitor, pg_signal_backend");
        createUser(url, Credentials.SERVICE, "");
        createUser(url, Credentials.GATEWAY, "");
    }

    private static void createUser(String url, String name, String rights) {
        try (var connection = connect(url)) {
            if (!exists(connection, "select count(*) from pg_roles where rolname = ?", name)) {
                execute(connection, "create role %s login %s".formatted(name, rights));
            }
            execute(connection, "alter role %s password '%s'".formatted(name, Credentials.passwordOf(name)));
        } catch (SQLException e) {
            throw new IllegalStateException("expected to create the user " + name + " but got " + e, e);
        }
    }

    static void createDatabase(String url, String name, String owner) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("expected a name like " + NAME + " but got " + name);
        }
        try (var connection = connect(url)) {
            if (!exists(connection, "select count(*) from pg_database where datname = ?", name)) {
                execute(connection, "create database %s owner %s".formatted(name, owner));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("expected to create the database " + name + " but got " + e, e);
        }
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, Credentials.SUPERUSER, Credentials.passwordOf(Credentials.SUPERUSER));
    }

    private static String first(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    private static boolean exists(Connection connection, String countQuery, String name) throws SQLException {
        try (var statement = connection.prepareStatement(countQuery)) {
            statement.setString(1, name);
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getInt(1) > 0;
            }
        }
    }

    private static void execute(Connection connection, String statementText) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(statementText);
        }
    }
}
