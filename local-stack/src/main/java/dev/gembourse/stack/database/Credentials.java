package dev.gembourse.stack.database;

/**
 * Users of a server that listens on the loopback address only and holds nothing worth guarding. Each has a password of its own all the
 * same, so that a service that is told another's name cannot be it, and one that is told too little is found here.
 */
public final class Credentials {
    public static final String SUPERUSER = "postgres";
    public static final String USER = "gembourse";
    static final String SERVICE = "gembourse_service";
    static final String GATEWAY = "gembourse_gateway";

    private Credentials() {}

    /** The password of one of them. */
    public static String passwordOf(String user) {
        return user.equals(SUPERUSER) ? "gembourse" : user + "-on-this-machine";
    }
}
