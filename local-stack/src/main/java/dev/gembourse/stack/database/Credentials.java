package dev.gembourse.stack.database;

/** Users of a server that listens on the loopback address only and holds nothing worth guarding. */
public final class Credentials {
    public static final String SUPERUSER = "postgres";
    public static final String PASSWORD = "gembourse";
    public static final String USER = "gembourse";
    static final String SERVICE = "gembourse_service";
    static final String GATEWAY = "gembourse_gateway";

    private Credentials() {}
}
