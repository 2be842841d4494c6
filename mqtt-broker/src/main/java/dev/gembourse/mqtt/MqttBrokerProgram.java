package dev.gembourse.mqtt;

import com.hivemq.HiveMQServer;
import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.mqtt.message.MessageWithID;
import com.hivemq.mqtt.message.publish.PUBLISH;
import com.hivemq.persistence.clientqueue.ClientQueueLocalPersistence;
import com.hivemq.persistence.local.xodus.bucket.BucketUtils;
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

    /** Arguments: the folder of configuration and data, the port, and the shared subscriptions, as {@code group/filter}. */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        configure(home, Integer.parseInt(arguments[1]));
        System.setProperty("hivemq.home", home.toString());
        InternalConfigurations.AUTH_DENY_UNAUTHENTICATED_CONNECTIONS.set(false);
        HiveMQServer broker = new HiveMQServer();
        broker.bootstrap();
        ClientQueueLocalPersistence queues = broker.getInjector().getInstance(ClientQueueLocalPersistence.class);
        for (String shared : List.of(arguments).subList(2, arguments.length)) {
            giveBack(queues, shared);
        }
        broker.startInstance(null);
        broker.afterStart();
        new CountDownLatch(1).await();
    }

    /**
     * Messages of a shared subscription that were under way to a client are marked on disk. The marks are taken away when the client goes,
     * but not when the broker itself was killed: those messages would never be given to anybody again.
     */
    private static void giveBack(ClientQueueLocalPersistence queues, String shared) {
        int bucket = BucketUtils.getBucket(shared, InternalConfigurations.PERSISTENCE_BUCKET_COUNT.get());
        int given = 0;
        for (MessageWithID message : queues.readInflight(shared, true, Integer.MAX_VALUE, Long.MAX_VALUE, bucket)) {
            if (message instanceof PUBLISH publish) {
                queues.removeInFlightMarker(shared, publish.getUniqueId(), bucket);
                given++;
            }
        }
        System.out.println(given + " messages of " + shared + " were under way and are given again");
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
