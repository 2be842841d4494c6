package dev.gembourse.simulator;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A process, run by a thread of its own that is parked whenever it is not its turn. */
final class Task {

    /** Ends the thread of a process that has died. Nothing that it does on its way out has an effect. */
    static final class Died extends Error {
        Died() {
            super("the simulated process has died", null, false, false);
        }
    }

    private final String name;
    private final Thread thread;
    private final Thread scheduler;
    private volatile boolean running;
    private volatile boolean over;
    private volatile @Nullable Throwable failure;
    private boolean dead;
    private long wakesAt;
    private long frozenUntil;
    private Runnable atDeath = () -> {};

    Task(String name, Runnable life, Thread scheduler) {
        this.name = name;
        this.scheduler = scheduler;
        this.thread = Thread.ofVirtual().name(name).unstarted(() -> live(life));
    }

    String name() {
        return name;
    }

    boolean isOver() {
        return over;
    }

    boolean isDead() {
        return dead;
    }

    long wakesAt() {
        return wakesAt;
    }

    /** What ended it, if that was not the simulation. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    void atDeath(Runnable action) {
        atDeath = action;
    }

    void kill() {
        if (!dead) {
            dead = true;
            wakesAt = 0;
            atDeath.run();
        }
    }

    boolean isFrozen(long now) {
        return frozenUntil > now;
    }

    boolean isReady(long now) {
        return wakesAt <= now;
    }

    void sleepUntil(long time) {
        wakesAt = time;
    }

    void freeze(long time) {
        wakesAt = time;
        frozenUntil = time;
    }

    void mustLive() {
        if (dead) {
            throw new Died();
        }
    }

    private void live(Runnable life) {
        try {
            life.run();
        } catch (Died e) {
            // as was intended
        } catch (Throwable e) {
            failure = e;
        } finally {
            over = true;
            running = false;
            LockSupport.unpark(scheduler);
        }
    }

    void resume() {
        running = true;
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        } else {
            LockSupport.unpark(thread);
        }
        while (running) {
            LockSupport.park(this);
        }
    }

    void giveWay() {
        running = false;
        LockSupport.unpark(scheduler);
        while (!running) {
            LockSupport.park(this);
        }
    }
}
