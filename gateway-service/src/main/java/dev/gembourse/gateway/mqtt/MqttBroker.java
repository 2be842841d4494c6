package dev.gembourse.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedListener;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The MQTT broker as the settings name it. */
@Component
@WhereMqttIsOn
class MqttBroker {

    private static final int PLAIN = 1883;
    private static final int TLS = 8883;
    private static final int LARGEST_PACKET = 1024 * 1024;

    private final MqttSettings settings;
    private final String clientId;

    MqttBroker(MqttSettings settings, Environment environment) {
        this.settings = settings;
        this.clientId = settings.clientId() != null
                ? settings.clientId()
                : "gembourse-" + machine() + "-" + environment.getProperty("server.port", "8080");
    }

    /** A client that is not connected. Each connection has its own, so that none knows of messages that an earlier one was given. */
    Mqtt5AsyncClient client(MqttClientDisconnectedListener listener) {
        URI server = Objects.requireNonNull(settings.server());
        boolean secure = "mqtts".equals(server.getScheme());
        Mqtt5ClientBuilder builder = Mqtt5Client.builder()
                .identifier(clientId)
                .serverHost(server.getHost())
                .serverPort(server.getPort() > 0 ? server.getPort() : secure ? TLS : PLAIN)
                .addDisconnectedListener(listener);
        if (secure) {
            builder = builder.sslWithDefaultConfig();
        }
        String username = settings.username();
        if (username != null && !username.isBlank()) {
            builder = builder.simpleAuth()
                    .username(username)
                    .password(orEmpty(settings.password()).getBytes(UTF_8))
                    .applySimpleAuth();
        }
        return builder.buildAsync();
    }

    /** Goes on with what the broker has kept. */
    Mqtt5Connect connect() {
        return Mqtt5Connect.builder()
                .cleanStart(false)
                .sessionExpiryInterval(settings.sessionExpiry().toSeconds())
                .restrictions()
                .receiveMaximum(settings.receiveMaximum())
                .maximumPacketSize(LARGEST_PACKET)
                .applyRestrictions()
                .build();
    }

    /** Shared by all instances. */
    Mqtt5Subscribe subscribe() {
        return Mqtt5Subscribe.builder()
                .topicFilter("$share/" + settings.group() + "/" + settings.filter())
                .qos(MqttQos.AT_LEAST_ONCE)
                .build();
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unnamed";
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
