package dev.gembourse.bench.invariant;

import dev.gembourse.events.value.OperationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the operations of one partition asked for and where their outcomes stand: 60 to 120 bytes each, in one array with open
 * addressing, for millions of them have to fit beside everything else. Nothing is ever removed.
 */
final class Decisions {

    /** @param content a digest of what was asked for */
    record Decided(UUID content, long outcomeSeq) {}

    private static final int WIDTH = 5; // the operation's id and the digest, two each, and where its outcome stands

    private long[] slots = new long[WIDTH << 10];
    private int size;

    /** What is known of the operation. */
    @Nullable
    Decided find(OperationId operation) {
        int slot = slot(slots, operation.value());
        long seq = slots[slot + 4];
        return seq == 0 ? null : new Decided(new UUID(slots[slot + 2], slots[slot + 3]), seq);
    }

    /** Remembers an operation that is not known yet. */
    void add(OperationId operation, Decided decided) {
        if (decided.outcomeSeq() <= 0) {
            throw new IllegalArgumentException("expected a sequence number of 1 or more but got " + decided);
        }
        if (size * 3L >= slots.length / WIDTH * 2L) {
            grow();
        }
        size++;
        put(slots, operation.value(), decided.content(), decided.outcomeSeq());
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(slots.length, 2)];
        for (int slot = 0; slot < slots.length; slot += WIDTH) {
            if (slots[slot + 4] != 0) {
                put(
                        larger,
                        new UUID(slots[slot], slots[slot + 1]),
                        new UUID(slots[slot + 2], slots[slot + 3]),
                        slots[slot + 4]);
            }
        }
        slots = larger;
    }

    private static void put(long[] slots, UUID operation, UUID content, long outcomeSeq) {
        int slot = slot(slots, operation);
        slots[slot] = operation.getMostSignificantBits();
        slots[slot + 1] = operation.getLeastSignificantBits();
        slots[slot + 2] = content.getMostSignificantBits();
        slots[slot + 3] = content.getLeastSignificantBits();
        slots[slot + 4] = outcomeSeq;
    }

    /** Where the operation stands, or the free place for it. */
    private static int slot(long[] slots, UUID operation) {
        int places = slots.length / WIDTH;
        long mixed = (operation.getMostSignificantBits() ^ Long.rotateLeft(operation.getLeastSignificantBits(), 32))
                * 0x9E3779B97F4A7C15L;
        int place = (int) ((mixed >>> 32) & (places - 1));
        while (slots[place * WIDTH + 4] != 0
                && (slots[place * WIDTH] != operation.getMostSignificantBits()
                        || slots[place * WIDTH + 1] != operation.getLeastSignificantBits())) {
            place = (place + 1) & (places - 1);
        }
        return place * WIDTH;
    }
}
