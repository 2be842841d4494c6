package dev.gembourse.stack.process;

/**
 * One process of a stack: a server or a service. Its port and data stay the same from one {@link #start} to the next.
 * Methods return when what they promise has happened. One thread at a time starts it; any may end it.
 */
public interface Part {
    /** How people call it: in logs, in {@code status}, as an argument. */
    String name();

    int port();

    /** Starts the process and returns when it is ready to serve. */
    void start();

    /** Ends the process in order, or by force when it does not listen; nothing when it does not run. */
    void stop();

    /** {@code kill -9} of the process and all that it started. */
    void kill();

    /** {@code kill -STOP}: connections stay open, nothing answers. */
    void pause();

    /** {@code kill -CONT}. */
    void resume();

    boolean isRunning();

    /** Whether it would serve a request now. */
    boolean isReady();

    /** The process of the latest start; there must have been one. */
    Child child();

    default long pid() {
        return child().pid();
    }

    /** Stops in order and starts again. */
    default void restart() {
        stop();
        start();
    }
}
