package dev.gembourse.processor.operation;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.exactlyonce.Provenance;
import dev.gembourse.exactlyonce.Rows;
import dev.gembourse.exactlyonce.Writes;
import org.jspecify.annotations.Nullable;

/** Where the operations come from that a batch decides, if a partner has asked for them. A batch without such an operation writes nothing. */
public final class Provenances {

    private final Rows rows = Rows.into("provenance", "operation_id", "partition", "source", "causation_id");

    /** Begins a batch. */
    public void load() {
        rows.clear();
    }

    /**
     * Notes where an operation comes from that the batch has decided. What the operation's id is not derived from has not asked for it,
     * and is not noted.
     *
     * @param provenance what the command's record says; null when it says nothing
     */
    public void decided(int partition, OperationId operation, @Nullable Provenance provenance) {
        if (provenance != null && isOf(operation, provenance.source(), provenance.causationId())) {
            rows.uuid(operation.value())
                    .integer(partition)
                    .text(provenance.source())
                    .text(provenance.causationId())
                    .endRow();
        }
    }

    public void write(Writes writes) {
        writes.add(rows);
    }

    /** Whether it is the operation that a source's message of this id asks for. */
    public static boolean isOf(OperationId operation, String source, String causationId) {
        return operation.equals(OperationId.ofPartner(source, causationId));
    }
}
