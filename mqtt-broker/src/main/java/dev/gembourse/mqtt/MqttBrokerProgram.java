package dev.gembourse.mqtt;

import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * The main class of the MQTT broker's process. It listens on the loopback address alone, lets everybody in there, and keeps what it has
 * acknowledged on disk: a publisher's message is acknowledged only when it is there.
 */
public final class MqttBrokerProgram {

    private MqttBrokerProgram() {}

    /** Arguments: the folder of configuration and data, and the port. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[0]);
        Path configuration = Files.createDirectories(home.resolve("conf"));
        Files.writeString(configuration.resolve("config.xml"), configuration(Integer.parseInt(arguments[1])));
        EmbeddedHiveMQ broker = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(configuration)
                .withDataFolder(Files.createDirectories(home.resolve("data")))
                .withExtensionsFolder(Files.createDirectories(home.resolve("extensions")))
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> broker.stop().join()));
        broker.start().join();
        new CountDownLatch(1).await();
    }

    /**
     * What a full queue cannot take is thrown away after it was acknowledged, so that queues have no limit but the disk. A message is a tick
     * and small.
     */
    private static String configuration(int port) {
        return """
                <?xml version="1.0"?>
                <hivemq>
                    <listeners>
                        <tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener>
                    </listeners>
                    <mqtt>
                        <queued-messages><max-queue-size>2147483647</max-queue-size></queued-messages>
                        <packets><max-packet-size>65536</max-packet-size></packets>
                        <session-expiry><max-interval>4294967295</max-interval></session-expiry>
                        <message-expiry><max-interval>4294967296</max-interval></message-expiry>
                    </mqtt>
                    <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """.formatted(port);
    }
}
