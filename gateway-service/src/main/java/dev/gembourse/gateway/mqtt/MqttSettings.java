package dev.gembourse.gateway.mqtt;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where ticks come from over MQTT 5.
 *
 * @param server {@code mqtt://host:1883}, or {@code mqtts://host:8883} for TLS; nothing is listened to while it is absent
 * @param username of the gateway with the broker; absent where it lets everybody in
 * @param filter the topics to subscribe to
 * @param group instances of the same group share the messages, so that each is taken by one of them
 * @param clientId what the broker knows this instance by: the same after a restart, another for each instance; by default made of the
 *     machine's name and the gateway's port
 * @param receiveMaximum how many messages may be under way at a time; the broker keeps all others
 * @param sessionExpiry for how long the broker keeps messages while no gateway is there
 * @param retry how long to wait, at most, before connecting again
 * @param members what the members of a message are called
 */
@ConfigurationProperties("gembourse.mqtt")
record MqttSettings(
        @Nullable URI server,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("prices/#") String filter,
        @DefaultValue("gembourse") String group,
        @Nullable String clientId,
        @DefaultValue("500") int receiveMaximum,
        @DefaultValue("7d") Duration sessionExpiry,
        @DefaultValue("5s") Duration retry,
        @DefaultValue Members members) {

    private static final int MOST_UNDER_WAY = 65_535;

    MqttSettings {
        if (server != null && server.toString().isBlank()) {
            server = null;
        }
        if (server != null
                && (server.getHost() == null || !List.of("mqtt", "mqtts").contains(server.getScheme()))) {
            throw new IllegalArgumentException(
                    "expected gembourse.mqtt.server like mqtt://host:1883 or mqtts://host:8883");
        }
        if (receiveMaximum < 1 || receiveMaximum > MOST_UNDER_WAY) {
            throw new IllegalArgumentException("expected gembourse.mqtt.receive-maximum from 1 to " + MOST_UNDER_WAY
                    + " but got " + receiveMaximum);
        }
    }

    /** Says which messages come: not who may read them. */
    @Override
    public String toString() {
        return "%s %s in %s (%d, %s, %s) %s"
                .formatted(server, filter, group, receiveMaximum, sessionExpiry, retry, members);
    }

    /**
     * The members that are read; others are passed over.
     *
     * @param symbol the asset's symbol, text
     * @param price of one whole unit, a number or a decimal as text
     * @param available how much is offered at that price; may be missing
     * @param time RFC 3339 (without an offset: UTC), or a number of seconds or milliseconds since 1970; may be missing where there is a
     *     sequence
     * @param sequence the source's number of the tick; may be missing where there is a time
     */
    record Members(
            @DefaultValue("stock_id") String symbol,
            @DefaultValue("price") String price,
            @DefaultValue("availability") String available,
            @DefaultValue("timestamp") String time,
            @DefaultValue("sequence") String sequence) {}
}
