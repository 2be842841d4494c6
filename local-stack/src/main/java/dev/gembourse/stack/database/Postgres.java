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
        Sql.createDatabase(jdbcUrl("postgres"), name);
    }

    /** An ordinary user, who may create databases and roles. */
    default String user() {
        return Credentials.USER;
    }

    /** The user that services connect as, to whom nothing belongs; same password. */
    default String service() {
        return Credentials.SERVICE;
    }

    /** The user for what {@link #user} may not do; same password. */
    default String superuser() {
        return Credentials.SUPERUSER;
    }

    default String password() {
        return Credentials.PASSWORD;
    }
}
