package dev.gembourse.gateway.partner;

import dev.gembourse.events.wire.UnreadableMessage;
import dev.gembourse.gateway.problem.Complaint;
import dev.gembourse.gateway.problem.ProblemException;

/** A record takes no effect, and will not by trying again. */
final class NotRelayed extends Exception {

    private static final long serialVersionUID = 1;

    /** Why, where neither the language nor the catalogue of problems has a word for it. */
    enum Why {
        /** Nobody is registered under the name in the topic's. */
        UNKNOWN_PARTNER,
        PARTNER_DISABLED,
        /** The event names another source than that of the partner to whom the topic belongs. */
        FOREIGN_SOURCE,
        /** The account's owner does not permit it. */
        NOT_GRANTED,
        /** The value has more bytes than a request may have. */
        TOO_LARGE,
        /** It was set aside when it was read before; the reason stands there. */
        SET_ASIDE,
        /** A fault of ours. */
        UNPROCESSABLE
    }

    private final String reason;

    NotRelayed(Why why, String detail) {
        this(why.name(), detail);
    }

    private NotRelayed(String reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    static NotRelayed because(UnreadableMessage fault) {
        return new NotRelayed(fault.reason().name(), text(fault));
    }

    /** In the words in which a request of the same content would be turned away. */
    static NotRelayed because(ProblemException problem) {
        String pointer = problem.complaints().stream()
                .map(Complaint::pointer)
                .filter(place -> place != null && !place.isEmpty())
                .findFirst()
                .map(place -> place + ": ")
                .orElse("");
        return new NotRelayed(problem.code().name(), pointer + problem.detail());
    }

    private static String text(UnreadableMessage fault) {
        return fault.getMessage() == null ? "unreadable" : fault.getMessage();
    }

    /** The name of one of {@link Why}, of a {@code ProblemCode} or of an {@code UnreadableMessage.Reason}. */
    String reason() {
        return reason;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
