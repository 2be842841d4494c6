package dev.gembourse.stack.broker;

import dev.gembourse.stack.access.KafkaUser;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a broker listens, to whom, and how it speaks to itself and to others. */
final class Listeners {
    private static final String CONTROLLER = "CONTROLLER";

    private Listeners() {}

    /**
     * Lets everybody in, or with an admin nobody who does not prove to be the admin, or one whom the admin has made, and may do
     * what he asks for. Nothing of it is kept in the broker's data: the same data may be started again with or without one.
     */
    static Map<String, String> properties(String clients, String controller, @Nullable KafkaUser admin) {
        var protocol = admin == null ? "PLAINTEXT" : KafkaUser.PROTOCOL;
        var listeners = "%s://%s,%s://%s".formatted(protocol, clients, CONTROLLER, controller);
        var properties = new HashMap<>(Map.of(
                "listeners", listeners,
                "advertised.listeners", listeners,
                "controller.listener.names", CONTROLLER,
                "inter.broker.listener.name", protocol,
                "listener.security.protocol.map", "%s:%s,%s:%s".formatted(protocol, protocol, CONTROLLER, protocol)));
        if (admin != null) {
            properties.putAll(asking(admin, protocol));
        }
        return properties;
    }

    private static Map<String, String> asking(KafkaUser admin, String protocol) {
        var clients = "listener.name." + protocol.toLowerCase(Locale.ROOT) + ".";
        var controller = "listener.name." + CONTROLLER.toLowerCase(Locale.ROOT) + ".";
        return Map.ofEntries(
                Map.entry("sasl.mechanism.inter.broker.protocol", KafkaUser.PLAIN),
                Map.entry("sasl.mechanism.controller.protocol", KafkaUser.PLAIN),
                Map.entry(clients + "sasl.enabled.mechanisms", KafkaUser.PLAIN + "," + KafkaUser.SCRAM),
                Map.entry(clients + "plain.sasl.jaas.config", admin.jaasOfBroker()),
                Map.entry(
                        clients + "scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                Map.entry(controller + "sasl.enabled.mechanisms", KafkaUser.PLAIN),
                Map.entry(controller + "plain.sasl.jaas.config", admin.jaasOfBroker()),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("allow.everyone.if.no.acl.found", "false"),
                Map.entry("principal.builder.class", AdminsProof.class.getName()),
                Map.entry("super.users", AdminsProof.TYPE + ":" + admin.name()));
    }
}
