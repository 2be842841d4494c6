package dev.gembourse.mqtt;

import com.hivemq.HiveMQServer;
import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.persistence.clientqueue.ClientQueueLocalPersistence;
import com.hivemq.persistence.clientqueue.ClientQueueXodusLocalPersistence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The main class of the MQTT broker's process. It listens on the loopback address alone, lets everybody in there, and keeps what it has
 * acknowledged on disk: a publisher's message is acknowledged only when it is there.
 */
public final class MqttBrokerProgram {

    private MqttBrokerProgram() {}

    /** Arguments: the folder of configuration and data, and the port. */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        configure(home, Integer.parseInt(arguments[1]));
        System.setProperty("hivemq.home", home.toString());
        InternalConfigurations.AUTH_DENY_UNAUTHENTICATED_CONNECTIONS.set(false);
        HiveMQServer broker = new HiveMQServer();
        broker.bootstrap();
        AfterAKill.numberAnew();
        AfterAKill.giveAgain(
                (ClientQueueXodusLocalPersistence) broker.getInjector().getInstance(ClientQueueLocalPersistence.class));
        broker.startInstance(null);
        broker.afterStart();
        new CountDownLatch(1).await();
    }

    /**
     * What a full queue cannot take is thrown away after it was acknowledged, so that queues have no limit but the disk. A message is a tick
     * and small.
     */
    private static void configure(Path home, int port) throws IOException {
        for (String folder : List.of("conf", "data", "extensions", "log")) {
            Files.createDirectories(home.resolve(folder));
        }
        Files.writeString(home.resolve("conf").resolve("config.xml"), """
                <?xml version="1.0"?>
                <hivemq>
                    <listeners>
                        <tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener>
                    </listeners>
                    <mqtt>
                        <queued-messages><max-queue-size>2147483647</max-queue-size></queued-messages>
                        <packets><max-packet-size>65536</max-packet-size></packets>
                    </mqtt>
                    <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """.formatted(port));
    }
}
