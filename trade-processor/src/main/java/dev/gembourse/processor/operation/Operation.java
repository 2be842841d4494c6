package dev.gembourse.processor.operation;

import dev.gembourse.events.value.OperationId;
import java.time.Instant;
import java.util.UUID;

/**
 * An operation that has been decided.
 *
 * @param fingerprint of what was asked for, see {@link Fingerprints}
 * @param commandOffset the record that asked for it first
 * @param outcomeSeq where its outcome stands in the partition's journal; never changes
 * @param submittedAt when the command was accepted, by its sender's clock
 */
public record Operation(OperationId id, UUID fingerprint, long commandOffset, long outcomeSeq, Instant submittedAt) {

    /** What a command of this operation's id is, coming after it was decided. */
    Encounter meet(long offset, UUID itsFingerprint) {
        if (offset == commandOffset) {
            return Encounter.REDELIVERED;
        }
        return fingerprint.equals(itsFingerprint) ? Encounter.REPEATED : Encounter.REUSED;
    }
}
