package dev.gembourse.gateway.mqtt;

/** There is no connection any more, or there was none. */
final class ConnectionLost extends Exception {

    private final Throwable reason;

    ConnectionLost(Throwable reason) {
        super(reason);
        this.reason = reason;
    }

    Throwable reason() {
        return reason;
    }
}
