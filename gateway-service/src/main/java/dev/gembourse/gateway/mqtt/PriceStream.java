package dev.gembourse.gateway.mqtt;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Stays connected to the MQTT broker, on a thread of its own, from when the gateway starts until it stops. Whatever goes wrong, with the
 * broker or with Kafka, ends a {@link Connection}; the next one gets from the broker what was not acknowledged, in its order.
 */
@Component
@WhereMqttIsOn
class PriceStream implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PriceStream.class);
    private static final Duration BRIEFLY = Duration.ofMillis(100);
    private static final Duration END_WITHIN = Duration.ofSeconds(15);

    private final MqttSettings settings;
    private final MqttBroker broker;
    private final Taking taking;
    private final StreamState state;
    private volatile CountDownLatch closing = new CountDownLatch(1);
    private volatile CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Connection current;
    private volatile boolean running;

    PriceStream(MqttSettings settings, MqttBroker broker, Taking taking, StreamState state) {
        this.settings = settings;
        this.broker = broker;
        this.taking = taking;
        this.state = state;
    }

    @Override
    public void start() {
        running = true;
        closing = new CountDownLatch(1);
        ended = new CountDownLatch(1);
        Thread.ofPlatform().daemon().name("mqtt").start(this::run);
    }

    private void run() {
        Duration pause = BRIEFLY;
        try {
            while (closing.getCount() > 0) {
                if (converse()) {
                    pause = BRIEFLY;
                }
                closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                pause = pause.multipliedBy(2).compareTo(settings.retry()) < 0
                        ? pause.multipliedBy(2)
                        : settings.retry();
            }
        } catch (InterruptedException e) {
            LOG.warn("the stream of prices was interrupted");
        } finally {
            state.ended();
            ended.countDown();
        }
    }

    /** Takes messages until something goes wrong or the gateway ends; whether it got as far as taking any. */
    private boolean converse() throws InterruptedException {
        boolean begun = false;
        try (Connection connection = new Connection(broker, taking)) {
            current = connection;
            connection.open();
            begun = true;
            state.connected(String.valueOf(settings.server()));
            if (closing.getCount() > 0) {
                connection.awaitEnd();
            }
        } catch (ConnectionLost e) {
            state.waitsFor(e.reason());
        } catch (RuntimeException e) { // whatever it is: the next connection begins with the same messages
            state.waitsFor(e);
        } finally {
            current = null;
        }
        return begun;
    }

    /** Ends when Kafka has what was begun, or after a few seconds; the broker then gives the rest to another gateway. */
    @Override
    public void stop() {
        running = false;
        closing.countDown();
        Connection open = current;
        if (open != null) {
            open.end();
        }
        try {
            if (!ended.await(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the stream of prices has not ended in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 1; // what it needs starts earlier and stops later
    }
}
