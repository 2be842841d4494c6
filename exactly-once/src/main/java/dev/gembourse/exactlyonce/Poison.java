package dev.gembourse.exactlyonce;

import org.jspecify.annotations.Nullable;

/**
 * Why a record is quarantined instead of decided.
 *
 * @param reason the name of an {@link dev.gembourse.events.wire.UnreadableMessage.Reason} or one of those here
 * @param detail for people
 */
record Poison(String reason, String detail) {

    /** The record does not stand in the partition that its key belongs to. */
    static final String WRONG_PARTITION = "WRONG_PARTITION";
    /** A record in a journal by somebody else than whose journal it is. */
    static final String FOREIGN_SOURCE = "FOREIGN_SOURCE";
    /** An event of a journal without a place in it. */
    static final String BAD_POSITION = "BAD_POSITION";
    /** Deciding it, or writing what was decided, fails each time. */
    static final String PROCESSING_FAILED = "PROCESSING_FAILED";
    /** The process died each time while it was being processed. */
    static final String PROCESS_DIED = "PROCESS_DIED";

    private static final int LONGEST = 2_000;

    Poison {
        String printable = detail.replace('\0', ' ');
        detail = printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST);
    }

    static Poison processingFailed(@Nullable Throwable cause) {
        return new Poison(PROCESSING_FAILED, String.valueOf(cause));
    }
}
