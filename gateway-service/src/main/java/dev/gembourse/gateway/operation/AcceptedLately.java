package dev.gembourse.gateway.operation;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Uuids;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The newest accepted commands, up to a number that is given at the beginning, in arrays that are made then: as objects, tens of
 * thousands of them would be copied by the garbage collector until they are old, and then fill the old generation again and again.
 * Of what a command asks for only a fingerprint is kept, and its time in milliseconds, as commands have it. Not thread-safe.
 *
 * <p>The slots are a ring, oldest first. The index finds the slot of an operation by open addressing with linear probing; what
 * is taken out is closed up behind (Knuth, The Art of Computer Programming, volume 3, section 6.4, algorithm R).
 */
final class AcceptedLately {

    private static final int FREE = -1;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final long[] idHigh;
    private final long[] idLow;
    private final long[] contentHigh;
    private final long[] contentLow;
    private final long[] accountHigh;
    private final long[] accountLow;
    private final @Nullable String[] symbol;
    private final Area[] area;
    private final String[] kind;
    private final long[] submittedAtMillis;
    private final int[] partition;
    private final long[] offset;
    private final long[] addedAtNanos;
    private final boolean[] taken;
    private final int[] index;
    private int next;

    /** @param most how many to keep, at least 1 */
    AcceptedLately(int most) {
        idHigh = new long[most];
        idLow = new long[most];
        contentHigh = new long[most];
        contentLow = new long[most];
        accountHigh = new long[most];
        accountLow = new long[most];
        symbol = new String[most];
        area = new Area[most];
        kind = new String[most];
        submittedAtMillis = new long[most];
        partition = new int[most];
        offset = new long[most];
        addedAtNanos = new long[most];
        taken = new boolean[most];
        index = new int[Integer.highestOneBit(most) * 4];
        Arrays.fill(index, FREE);
    }

    /** Keeps it instead of the oldest, unless the operation is kept already. */
    void add(Submitted submitted, StreamPosition position, long nowNanos) {
        UUID id = submitted.operationId().value();
        if (index[placeOf(id)] != FREE) {
            return;
        }
        int slot = next;
        next = next + 1 == taken.length ? 0 : next + 1;
        if (taken[slot]) {
            remove(new UUID(idHigh[slot], idLow[slot]));
        }
        UUID content = fingerprint(submitted);
        UUID account = submitted.accountId() == null ? new UUID(0, 0) : UUID.fromString(submitted.accountId());
        idHigh[slot] = id.getMostSignificantBits();
        idLow[slot] = id.getLeastSignificantBits();
        contentHigh[slot] = content.getMostSignificantBits();
        contentLow[slot] = content.getLeastSignificantBits();
        accountHigh[slot] = account.getMostSignificantBits();
        accountLow[slot] = account.getLeastSignificantBits();
        symbol[slot] = submitted.symbol();
        area[slot] = submitted.area();
        kind[slot] = submitted.kind();
        submittedAtMillis[slot] = submitted.submittedAt().toEpochMilli();
        partition[slot] = position.partition();
        offset[slot] = position.index();
        addedAtNanos[slot] = nowNanos;
        taken[slot] = true;
        index[placeOf(id)] = slot;
    }

    /** What is kept of an operation, if it was added after a time. */
    Optional<Accepted> find(OperationId operation, long notBeforeNanos) {
        int slot = index[placeOf(operation.value())];
        if (slot == FREE || addedAtNanos[slot] - notBeforeNanos <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Accepted(
                operation,
                area[slot],
                kind[slot],
                symbol[slot] == null ? new UUID(accountHigh[slot], accountLow[slot]).toString() : null,
                symbol[slot],
                Instant.ofEpochMilli(submittedAtMillis[slot]),
                new StreamPosition(partition[slot], offset[slot])));
    }

    /** Whether the operation that is kept asked for the same. */
    boolean isSame(Submitted submitted) {
        int slot = index[placeOf(submitted.operationId().value())];
        UUID content = fingerprint(submitted);
        return slot != FREE
                && contentHigh[slot] == content.getMostSignificantBits()
                && contentLow[slot] == content.getLeastSignificantBits();
    }

    void remove(OperationId operation) {
        remove(operation.value());
    }

    private void remove(UUID id) {
        int hole = placeOf(id);
        if (index[hole] == FREE) {
            return;
        }
        taken[index[hole]] = false;
        symbol[index[hole]] = null;
        index[hole] = FREE;
        for (int place = after(hole); index[place] != FREE; place = after(place)) {
            int home = home(idLow[index[place]]);
            boolean reachesTheHole = hole <= place ? (home <= hole || home > place) : (home <= hole && home > place);
            if (reachesTheHole) {
                index[hole] = index[place];
                index[place] = FREE;
                hole = place;
            }
        }
    }

    /** Where the index holds this operation, or the free place where it would. */
    private int placeOf(UUID id) {
        long low = id.getLeastSignificantBits();
        int place = home(low);
        while (index[place] != FREE
                && (idLow[index[place]] != low || idHigh[index[place]] != id.getMostSignificantBits())) {
            place = after(place);
        }
        return place;
    }

    private int home(long low) {
        return (int) ((low * SPREAD) >>> 32) & (index.length - 1);
    }

    private int after(int place) {
        return (place + 1) & (index.length - 1);
    }

    private static UUID fingerprint(Submitted submitted) {
        return Uuids.nameBased(submitted.content());
    }
}
