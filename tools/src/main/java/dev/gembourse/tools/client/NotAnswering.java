package dev.gembourse.tools.client;

/** The gateway did not answer, or not in time. The message says what to do. */
public final class NotAnswering extends RuntimeException {

    NotAnswering(String message, Throwable cause) {
        super(message, cause);
    }

    NotAnswering(String message) {
        super(message);
    }
}
