package dev.gembourse.stack.broker;

import dev.gembourse.stack.access.KafkaUser;
import dev.gembourse.stack.process.Compilation;
import dev.gembourse.stack.process.Ports;
import dev.gembourse.stack.process.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Where a broker keeps its data and listens. The same data may be started again on other ports.
 *
 * @param compilation of the broker's JVM
 * @param heapMegabytes the JVM's {@code -Xmx}
 * @param overrides Kafka properties that replace or add to ours
 * @param admin who may do everything, and make others who may do something; null when everybody may do everything
 */
public record BrokerSettings(
        Path data,
        Path log,
        int port,
        int controllerPort,
        Compilation compilation,
        int heapMegabytes,
        Map<String, String> overrides,
        Quorum quorum,
        @Nullable KafkaUser admin) {
    private static final int DEFAULT_HEAP = 512;

    public BrokerSettings {
        overrides = Map.copyOf(overrides);
    }

    /** Data and log under {@code home}, on two free ports; the broker starts quickly. */
    public static BrokerSettings in(Path home) {
        return in(home, Ports.free());
    }

    public static BrokerSettings in(Path home, int port) {
        return in(
                home,
                "kafka",
                port,
                Ports.free(),
                Map.of(),
                new Quorum(Uuid.randomUuid().toString(), 1, null));
    }

    /** Three that keep every record on all of them and acknowledge it when two have it. */
    public static List<BrokerSettings> threeIn(Path home, int firstPort) {
        var names = List.of("kafka", "kafka-2", "kafka-3");
        var controllers = names.stream().map(_ -> Ports.free()).toList();
        var voters = IntStream.rangeClosed(1, names.size())
                .mapToObj(node -> node + "@127.0.0.1:" + controllers.get(node - 1))
                .collect(Collectors.joining(","));
        var clusterId = Uuid.randomUuid().toString();
        return IntStream.rangeClosed(1, names.size())
                .mapToObj(node -> in(
                        home,
                        names.get(node - 1),
                        node == 1 ? firstPort : Ports.free(),
                        controllers.get(node - 1),
                        Quorum.REPLICATION,
                        new Quorum(clusterId, node, voters)))
                .toList();
    }

    private static BrokerSettings in(
            Path home, String name, int port, int controllerPort, Map<String, String> overrides, Quorum quorum) {
        return new BrokerSettings(
                home.resolve("data").resolve(name),
                home.resolve("logs").resolve(name + ".log"),
                port,
                controllerPort,
                Compilation.QUICK,
                DEFAULT_HEAP,
                overrides,
                quorum,
                null);
    }

    public BrokerSettings with(Compilation other) {
        return new BrokerSettings(data, log, port, controllerPort, other, heapMegabytes, overrides, quorum, admin);
    }

    public BrokerSettings with(String property, String value) {
        var merged = new LinkedHashMap<>(overrides);
        merged.put(property, value);
        return new BrokerSettings(data, log, port, controllerPort, compilation, heapMegabytes, merged, quorum, admin);
    }

    /** Asks everybody for credentials, and lets this one do everything. */
    public BrokerSettings withAdmin(KafkaUser user) {
        return new BrokerSettings(data, log, port, controllerPort, compilation, heapMegabytes, overrides, quorum, user);
    }

    /** How people call the broker. */
    String name() {
        return data.getFileName().toString();
    }

    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** Settings of a Kafka client that may do everything. */
    Map<String, Object> client() {
        var client = new HashMap<String, Object>(Map.of("bootstrap.servers", bootstrap()));
        if (admin != null) {
            client.putAll(admin.client());
        }
        return client;
    }

    Path propertiesFile() {
        return data.resolveSibling(data.getFileName() + ".properties");
    }

    void writeProperties() {
        var lines = properties().entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue())
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PrivateFile.write(propertiesFile(), lines);
    }

    Map<String, String> properties() {
        var controller = "127.0.0.1:" + controllerPort;
        var properties = new LinkedHashMap<String, String>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(quorum.node()));
        var voters = quorum.voters();
        if (voters == null) {
            properties.put("controller.quorum.bootstrap.servers", controller);
        } else {
            properties.put("controller.quorum.voters", voters);
        }
        properties.putAll(Listeners.properties(bootstrap(), controller, admin));
        properties.put("log.dirs", data.toAbsolutePath().toString());
        properties.putAll(OF_A_SMALL_BROKER);
        properties.putAll(overrides);
        return properties;
    }

    /** What suits a single broker of a small machine, wherever it listens. */
    public static final Map<String, String> OF_A_SMALL_BROKER = Map.ofEntries(
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("num.partitions", "4"),
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("message.max.bytes", "1048588"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("offsets.topic.replication.factor", "1"),
            // As long as can be said: a group that comes back after weeks goes on where it was.
            Map.entry("offsets.retention.minutes", "2147483647"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            // A dead consumer is noticed after seconds, not after Kafka's 45.
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("group.min.session.timeout.ms", "1000"),
            Map.entry("group.consumer.min.session.timeout.ms", "5000"),
            Map.entry("group.consumer.session.timeout.ms", "6000"),
            Map.entry("group.consumer.min.heartbeat.interval.ms", "500"),
            Map.entry("group.consumer.heartbeat.interval.ms", "1000"),
            // A killed broker may register again as soon as its predecessor's session is over.
            Map.entry("broker.session.timeout.ms", "3000"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            // The kernel would write half a minute's records at once, and every commit of the database would wait for
            // that.
            Map.entry("log.flush.interval.ms", "1000"),
            Map.entry("log.flush.scheduler.interval.ms", "1000"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("background.threads", "2"),
            Map.entry("log.cleaner.dedupe.buffer.size", "16777216"));
}
