package dev.gembourse.exactlyonce;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Whether this instance settles. Batches run while the switch is held; switching off waits for those that run. */
final class SettlementSwitch {

    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
    private volatile boolean off;

    boolean isOff() {
        return off;
    }

    void off() {
        lock.writeLock().lock();
        try {
            off = true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    void on() {
        off = false;
    }

    /** Runs a batch, unless settling is off. */
    boolean run(Runnable batch) {
        lock.readLock().lock();
        try {
            if (off) {
                return false;
            }
            batch.run();
            return true;
        } finally {
            lock.readLock().unlock();
        }
    }
}
