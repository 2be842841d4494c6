package dev.gembourse.processor.query;

import dev.gembourse.events.value.StreamPosition;

/** A place in an account's statement: the transfer {@code n} of the event {@code seq}. */
record Place(long seq, int n) {

    /** Before all transfers of an event, as the first has 0. */
    static Place before(long seq) {
        return new Place(seq, -1);
    }

    static Place of(String text) {
        StreamPosition parts = StreamPosition.of(text);
        return new Place(parts.index(), parts.partition());
    }

    @Override
    public String toString() {
        return n + "." + seq;
    }
}
