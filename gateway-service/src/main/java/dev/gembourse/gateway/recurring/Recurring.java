package dev.gembourse.gateway.recurring;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Takes a step again and again, with a pause between, on a thread of its own, from when the gateway starts until it stops. A step that
 * fails is told, and taken again after the pause.
 */
public abstract class Recurring implements SmartLifecycle {

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final String name;
    private final Duration first;
    private final Duration pause;
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    /**
     * @param name of the thread, and before what is told
     * @param first how long until the first step
     * @param pause between one step and the next
     */
    protected Recurring(String name, Duration first, Duration pause) {
        this.name = name;
        this.first = first;
        this.pause = pause;
    }

    /** Takes one; says whether there is to be another. */
    protected abstract boolean step();

    @Override
    public final void start() {
        running = true;
        thread = Thread.ofVirtual().name(name).start(this::goOn);
    }

    @Override
    public final void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public final boolean isRunning() {
        return running;
    }

    private void goOn() {
        try {
            Thread.sleep(first);
            while (running && stepOrTell()) {
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            log.debug("{} ends", name); // by stop()
        }
    }

    private boolean stepOrTell() {
        try {
            return step();
        } catch (RuntimeException e) {
            log.warn("{}: trying again, for {}", name, e.toString());
            return true;
        }
    }
}
