package dev.gembourse.gateway.token;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks after the keys once a minute. */
@Component
class KeyRotation implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final SigningKeys keys;
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    KeyRotation(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("key-rotation").start(this::lookAfterKeys);
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void lookAfterKeys() {
        while (running) {
            try {
                Thread.sleep(INTERVAL);
                keys.refresh();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("signing keys cannot be looked after right now, trying again: {}", e.toString());
            }
        }
    }
}
