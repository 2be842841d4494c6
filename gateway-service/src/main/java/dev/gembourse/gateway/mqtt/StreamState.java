package dev.gembourse.gateway.mqtt;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * What the stream of prices is doing. Not part of readiness: a gateway without it serves requests as well as any other, and the broker
 * keeps the messages.
 */
@Component("mqttHealthIndicator")
@WhereMqttIsOn
class StreamState implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(StreamState.class);
    private static final String MESSAGES = "gembourse.mqtt.messages";

    private final MeterRegistry meters;
    private volatile boolean connected;
    private volatile @Nullable String waitingFor = "the first connection";

    StreamState(MeterRegistry meters) {
        this.meters = meters;
        Gauge.builder("gembourse.mqtt.connected", this, state -> state.connected ? 1 : 0)
                .register(meters);
    }

    /** Kafka has a message's tick. */
    void taken() {
        meters.counter(MESSAGES, "result", "taken").increment();
    }

    void unusable(String topic, UnusableMessage why) {
        meters.counter(MESSAGES, "result", why.reason().name().toLowerCase(Locale.ROOT))
                .increment();
        LOG.warn("a message on {} is passed over: {}", UnusableMessage.printable(topic), why.getMessage());
    }

    void connected(String server) {
        LOG.info("prices are taken from {}", server);
        connected = true;
        waitingFor = null;
    }

    /** Told once, until there is a connection again. */
    void waitsFor(Throwable why) {
        if (connected || waitingFor == null || !waitingFor.equals(why.toString())) {
            LOG.warn("prices wait: {}", UnusableMessage.printable(why.toString()));
        }
        connected = false;
        waitingFor = why.toString();
    }

    void ended() {
        connected = false;
        waitingFor = "nothing: it has ended";
    }

    @Override
    public Health health() {
        String why = waitingFor;
        return why == null
                ? Health.up().build()
                : Health.up().withDetail("waiting", why).build();
    }
}
