package dev.gembourse.exactlyonce;

/** How far partitions are behind cannot be told for now, since the database or the brokers do not answer. */
public final class LagUnknown extends RuntimeException {

    LagUnknown(Throwable cause) {
        super("expected the database and the brokers to tell the lag but " + cause.getMessage(), cause);
    }
}
