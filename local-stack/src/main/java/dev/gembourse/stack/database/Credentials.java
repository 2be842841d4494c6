package dev.gembourse.stack.database;

/** Users of a server that listens on the loopback address only and holds nothing worth guarding. */
final class Credentials {
    static final String SUPERUSER = "postgres";
    static final String USER = "gembourse";
    static final String PASSWORD = "gembourse";

    private Credentials() {}
}
