package dev.gembourse.exactlyonce;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * How time passes for the engine, and the chance in it. Together with the input, the answers of Kafka and of the database and
 * the order of threads this is all that a run depends on. Business time is another matter and comes from the engine's clock.
 */
interface Timing {

    /** That of the machine. */
    Timing SYSTEM = new Timing() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        }

        @Override
        public long random(long bound) {
            return ThreadLocalRandom.current().nextLong(bound);
        }
    };

    /** As {@link System#nanoTime}. */
    long nanos();

    void sleep(Duration time) throws InterruptedException;

    /** Any number from 0 on that is less than the bound. */
    long random(long bound);
}
