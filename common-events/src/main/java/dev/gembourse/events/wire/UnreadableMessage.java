package dev.gembourse.events.wire;

import org.jspecify.annotations.Nullable;

/** A record that is not a sentence of its topic's language. It will not become readable by trying again. */
public final class UnreadableMessage extends Exception {

    /** What is wrong with it. */
    public enum Reason {
        /** No value, or an empty one. */
        EMPTY_VALUE,
        /** No key, or one that is not UTF-8. */
        BAD_KEY,
        /** No type header. */
        MISSING_TYPE,
        /** A CloudEvents attribute is missing, or is not as expected. */
        BAD_ATTRIBUTE,
        /** A type that this topic does not know. */
        UNKNOWN_TYPE,
        /** A known type in a version that this topic does not know. */
        UNSUPPORTED_VERSION,
        /** Not a JSON object, or one beyond the limits on size, nesting and numbers. */
        MALFORMED_JSON,
        /** The value says that it belongs to another topic. */
        WRONG_CONTRACT,
        /** The value, its content and the record disagree about the key. */
        KEY_MISMATCH,
        /** Readable, but a member is missing, unknown or outside its limits. */
        INVALID_CONTENT
    }

    private final Reason reason;

    public UnreadableMessage(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
