package dev.gembourse.events.wire;

import dev.gembourse.events.value.OperationId;
import java.util.Arrays;
import java.util.Objects;

/**
 * What a partner's record says of itself: a CloudEvent whose data has not been looked at.
 *
 * @param source as its sender states it
 * @param id unique for the source; the same again is the same event
 * @param data JSON
 */
@SuppressWarnings("ArrayRecordComponent") // read once, and never changed
public record PartnerEvent(String source, String id, String type, byte[] data) {

    /** The operation for which it stands: the same source and id are the same operation, for ever. */
    public OperationId operationId() {
        return OperationId.ofPartner(source, id);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PartnerEvent that
                && source.equals(that.source)
                && id.equals(that.id)
                && type.equals(that.type)
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, id, type, Arrays.hashCode(data));
    }
}
