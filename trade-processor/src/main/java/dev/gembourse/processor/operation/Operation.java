package dev.gembourse.processor.operation;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import java.time.Instant;
import java.util.UUID;

/**
 * An operation that has been decided.
 *
 * @param fingerprint of what was asked for, see {@link Fingerprints}
 * @param command the place of the record that asked for it first
 * @param outcomeSeq where its outcome stands in the journal of the same partition; never changes
 * @param submittedAt when the command was accepted, by its sender's clock
 */
public record Operation(
        OperationId id, UUID fingerprint, StreamPosition command, long outcomeSeq, Instant submittedAt) {

    /** What a command of this operation's id is, coming after it was decided. */
    Encounter meet(StreamPosition place, UUID itsFingerprint) {
        if (place.equals(command)) {
            return Encounter.REDELIVERED;
        }
        return fingerprint.equals(itsFingerprint) ? Encounter.REPEATED : Encounter.REUSED;
    }
}
