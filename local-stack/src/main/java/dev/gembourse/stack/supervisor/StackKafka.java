package dev.gembourse.stack.supervisor;

import dev.gembourse.stack.access.AccessControl;
import dev.gembourse.stack.access.ClientFile;
import dev.gembourse.stack.access.KafkaUsers;
import dev.gembourse.stack.broker.BrokerSettings;
import dev.gembourse.stack.broker.LocalBroker;
import dev.gembourse.stack.service.Services;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The brokers of a stack, and who gets in.
 *
 * @param users null when everybody does
 * @param clientFile settings with which tools get in; null when everybody does
 */
record StackKafka(
        String bootstrap,
        List<LocalBroker> brokers,
        @Nullable KafkaUsers users,
        @Nullable ClientFile clientFile) {

    static StackKafka of(StackSettings settings) {
        var port = settings.ports().kafka();
        var brokers = settings.cluster()
                ? BrokerSettings.threeIn(settings.home(), port)
                : List.of(BrokerSettings.in(settings.home(), port));
        var bootstrap = brokers.stream().map(BrokerSettings::bootstrap).collect(Collectors.joining(","));
        var users = settings.secureKafka() ? KafkaUsers.in(settings.home(), bootstrap) : null;
        return new StackKafka(
                bootstrap,
                brokers.stream()
                        .map(broker -> broker.with(settings.compilation()))
                        .map(broker -> users == null ? broker : broker.withAdmin(users.get(KafkaUsers.ADMIN)))
                        .map(LocalBroker::with)
                        .toList(),
                users,
                users == null ? null : ClientFile.of(settings.home(), KafkaUsers.TOOLS));
    }

    Services.Kafka forServices() {
        return new Services.Kafka(bootstrap, users);
    }

    /** Settings of a Kafka client that may do everything. */
    Map<String, Object> client() {
        var client = new HashMap<>(brokers.getFirst().client());
        client.put("bootstrap.servers", bootstrap);
        return client;
    }

    /** Makes topics and users, where there are none, gives each user its rights, and takes others' away. */
    void makeTopicsAndUsers() {
        brokers.getFirst().createTopics(StackTopics.all());
        if (users != null) {
            try (var control = new AccessControl(client())) {
                users.admitTo(control);
            }
        }
    }
}
