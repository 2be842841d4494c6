package dev.gembourse.processor.account;

import dev.gembourse.events.value.OperationId;
import org.jspecify.annotations.Nullable;

/** The operations of a partition that are to be taken back. */
@FunctionalInterface
public interface Originals {

    Originals NONE = operation -> null;

    /** The operation, or null when the partition has not decided it. */
    @Nullable
    Original of(OperationId operation);
}
