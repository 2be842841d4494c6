package dev.gembourse.stack.broker;

import dev.gembourse.stack.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a broker keeps its data and listens. The same data may be started again on other ports.
 *
 * @param heapMegabytes the JVM's {@code -Xmx}
 * @param overrides Kafka properties that replace or add to ours
 */
public record BrokerSettings(
        Path data, Path log, int port, int controllerPort, int heapMegabytes, Map<String, String> overrides) {
    private static final int DEFAULT_HEAP = 512;

    public BrokerSettings {
        overrides = Map.copyOf(overrides);
    }

    /** Data and log under {@code home}, on two free ports. */
    public static BrokerSettings in(Path home) {
        return in(home, Ports.free());
    }

    public static BrokerSettings in(Path home, int port) {
        return new BrokerSettings(
                home.resolve("data/kafka"), home.resolve("logs/kafka.log"), port, Ports.free(), DEFAULT_HEAP, Map.of());
    }

    public BrokerSettings with(String property, String value) {
        var merged = new LinkedHashMap<>(overrides);
        merged.put(property, value);
        return new BrokerSettings(data, log, port, controllerPort, heapMegabytes, merged);
    }

    String bootstrap() {
        return "127.0.0.1:" + port;
    }

    Path propertiesFile() {
        return data.resolveSibling(data.getFileName() + ".properties");
    }

    void writeProperties() {
        var lines = properties().entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue())
                .sorted()
                .toList();
        try {
            Files.createDirectories(data);
            Files.write(propertiesFile(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> properties() {
        var controller = "127.0.0.1:" + controllerPort;
        var listeners = "PLAINTEXT://%s,CONTROLLER://%s".formatted(bootstrap(), controller);
        var properties = new LinkedHashMap<String, String>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.bootstrap.servers", controller);
        properties.put("listeners", listeners);
        properties.put("advertised.listeners", listeners);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("inter.broker.listener.name", "PLAINTEXT");
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
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("background.threads", "2"),
            Map.entry("log.cleaner.dedupe.buffer.size", "16777216"));
}
