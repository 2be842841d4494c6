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

    private final Path home;

    private KafkaUsers(Path home) {
        this.home = home;
    }

    /** Those of a home, made where there are none, with files that say where Kafka is. */
    public static KafkaUsers in(Path home, String bootstrap) {
        var all = new KafkaUsers(home);
        all.add(bootstrap, ADMIN, KafkaUser.PLAIN);
        Rights.OF_OURS.keySet().forEach(name -> all.add(bootstrap, name, KafkaUser.SCRAM));
        return all;
    }

    private void add(String bootstrap, String name, String mechanism) {
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

    /** Lets all of them in, and the home's partners, each with its rights and no others; and nobody else. */
    public void admitTo(AccessControl broker) {
        var all = new HashMap<KafkaUser, Rights>();
        Rights.OF_OURS.forEach((name, rights) -> all.put(get(name), rights));
        PartnerAccess.in(home).forEach(partner -> partner.user().ifPresent(user -> all.put(user, partner.rights())));
        broker.admitOnly(all);
    }
}
