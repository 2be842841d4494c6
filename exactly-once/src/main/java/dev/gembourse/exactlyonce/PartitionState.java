package dev.gembourse.exactlyonce;

/** What a partition is doing, the same words as in {@link dev.gembourse.events.view.PartitionLagView#state()}. */
public enum PartitionState {
    /** It settles, and what it has not settled is young. */
    OK,
    /** It settles, and what it has not settled is old. */
    CATCHING_UP,
    /** It does not move for a passing reason, or an event of the journal that it reads is missing. */
    STALLED,
    /** It does not move until somebody repairs something. */
    STOPPED,
    /** Somebody paused it. */
    PAUSED,
    /** It has been assigned and its place is not known yet. */
    UNPOSITIONED
}
