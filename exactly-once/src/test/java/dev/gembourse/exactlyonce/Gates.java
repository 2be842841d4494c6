package dev.gembourse.exactlyonce;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where threads of the engine are held until a test lets them go on. */
final class Gates {

    private Gates() {}

    static void pass(CountDownLatch gate) {
        try {
            if (!gate.await(CounterFixture.SOON.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("expected the gate to be opened but it stayed closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
