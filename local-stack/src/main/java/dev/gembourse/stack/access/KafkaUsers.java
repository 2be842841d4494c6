package dev.gembourse.stack.access;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Our own users of a stack's Kafka: the admin, each service and the tools. Passwords are made at random when they are first
 * needed; each is kept in the user's {@link ClientFile} and nowhere else.
 */
public final class KafkaUsers {
    /** The one who may do everything: the stack itself, and the brokers among each other. */
    public static final String ADMIN = "admin";

    public static final String TOOLS = "tools";

    /** Partners have no dots in their names, so none can be one of ours. */
    private static final String PREFIX = "gembourse.";

    private final Map<String, KafkaUser> users = new HashMap<>();

    private KafkaUsers() {}

    /** Those of a home, made where there are none, with files that say where Kafka is. */
    public static KafkaUsers in(Path home, String bootstrap) {
        var all = new KafkaUsers();
        all.add(home, bootstrap, ADMIN, KafkaUser.PLAIN);
        Rights.OF_OURS.keySet().forEach(name -> all.add(home, bootstrap, name, KafkaUser.SCRAM));
        return all;
    }

    private void add(Path home, String bootstrap, String name, String mechanism) {
        var file = ClientFile.of(home, name);
        var user = new KafkaUser(PREFIX + name, file.passwordOrNew(), mechanism);
        file.write(bootstrap, user.client());
        users.put(name, user);
    }

    /** The user of {@link #ADMIN}, {@link #TOOLS}, or of a service. */
    public KafkaUser get(String name) {
        return Optional.ofNullable(users.get(name))
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected one of " + users.keySet() + " but got " + name + "; Rights says what each may do"));
    }

    /** Lets all of them in, each with its rights and no others. */
    public void admitTo(AccessControl broker) {
        Rights.OF_OURS.forEach((name, rights) -> broker.admit(get(name), rights));
    }
}
