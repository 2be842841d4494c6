package dev.gembourse.stack.database;

/** A PostgreSQL server that can be used, wherever it runs. */
@FunctionalInterface
public interface Postgres {
    String jdbcUrl(String database);

    /**
     * A server that somebody else has started, with {@link Credentials} for its superuser.
     *
     * @throws IllegalStateException when it may lose commits
     */
    static Postgres at(String host, int port) {
        Postgres postgres = database -> "jdbc:postgresql://" + host + ":" + port + "/" + database;
        Sql.assertDurable(postgres.jdbcUrl("postgres"));
        Sql.createUsers(postgres.jdbcUrl("postgres"));
        return postgres;
    }

    /** Creates a database owned by {@link #user}, unless it exists. */
    default void createDatabase(String name) {
        Sql.createDatabase(jdbcUrl("postgres"), name, user());
    }

    /** Creates a database of the gateway's own, unless it exists. */
    default void createGatewayDatabase(String name) {
        Sql.createDatabase(jdbcUrl("postgres"), name, gateway());
    }

    /** The user that the gateway connects as, to whom its own database belongs and nothing else. */
    default String gateway() {
        return Credentials.GATEWAY;
    }

    /** An ordinary user, who may create databases and roles. */
    default String user() {
        return Credentials.USER;
    }

    /** The user that services connect as, to whom nothing belongs. */
    default String service() {
        return Credentials.SERVICE;
    }

    /** The user for what {@link #user} may not do. */
    default String superuser() {
        return Credentials.SUPERUSER;
    }

    /** The password of {@link #user}. */
    default String password() {
        return passwordOf(user());
    }

    /** The password of any of these users: each has one of its own. */
    default String passwordOf(String user) {
        return Credentials.passwordOf(user);
    }
}
