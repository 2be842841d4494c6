package dev.gembourse.gateway.operation;

import dev.gembourse.events.view.OperationView;

/** What the journal says to somebody who waits for an operation. */
public sealed interface Signal {

    /** This is what became of it. */
    record Concluded(OperationView outcome) implements Signal {}

    /**
     * It had been decided before; its outcome is with the processor.
     *
     * @param sameContent whether the same had been asked for
     */
    record Repeated(boolean sameContent) implements Signal {}
}
