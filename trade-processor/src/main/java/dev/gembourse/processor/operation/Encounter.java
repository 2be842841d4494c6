package dev.gembourse.processor.operation;

/** How a command relates to what has been decided before. */
public enum Encounter {
    /** Its operation has not been decided yet. */
    NEW,
    /** This very record has taken effect already. It has none now, not even an event. */
    REDELIVERED,
    /** Another record has asked for the same before. */
    REPEATED,
    /** Another record has asked for something else under the same id before. */
    REUSED
}
