package dev.gembourse.tools.client;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Has Ctrl-C end a piece of work in order: the program ends when this is closed. */
public final class Interrupt implements AutoCloseable {

    private static final int ENDING_SECONDS = 30;

    private final CountDownLatch ended = new CountDownLatch(1);

    /** @param stop ends the work soon */
    public Interrupt(Runnable stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.run();
            awaitEnd();
        }));
    }

    @Override
    public void close() {
        ended.countDown();
    }

    private void awaitEnd() {
        try {
            if (!ended.await(ENDING_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("the program did not end within " + ENDING_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
