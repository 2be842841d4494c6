package dev.gembourse.processor.query;

import dev.gembourse.events.value.StreamPosition;

/** Names a transfer: {@code partition.seq.n}, the place of its event in the journal and its own among the event's transfers. */
final class TransferIds {

    private TransferIds() {}

    static String of(StreamPosition event, int n) {
        return event + "." + n;
    }
}
