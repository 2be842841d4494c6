package dev.gembourse.exactlyonce;

/** An engine cannot be started now, because no broker's name is known yet; later it may be. Nothing is left behind. */
public final class CannotStart extends RuntimeException {

    CannotStart(KafkaAccess kafka, Throwable cause) {
        super(
                "expected the name of a broker among %s but %s"
                        .formatted(kafka, cause.getCause() == null ? cause : cause.getCause()),
                cause);
    }
}
