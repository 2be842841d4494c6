package dev.gembourse.leaderboard.rank;

import dev.gembourse.events.value.AccountId;
import java.util.Arrays;
import java.util.UUID;

/**
 * The players' account ids by ordinal, and the ordinals by account id: an open-addressing hash table of ordinals, at most
 * three quarters full. An ordinal fills only the lower bits of its slot; the upper ones hold as many bits of the id's hash, so
 * that a look-up reads hardly any id but the one it is after. 16 bytes per id, 5 to 11 per slot.
 */
final class AccountIds {

    private static final int FREE = -1;
    private static final int PAGE_BITS = 10;
    private static final int IN_PAGE = (1 << PAGE_BITS) - 1;

    private long[][] pages = new long[4][];
    private int[] slots = newSlots(64);
    private int size;

    /** The ordinal of the player with this id, or -1. */
    int find(AccountId id) {
        UUID uuid = id.value();
        long high = uuid.getMostSignificantBits();
        long low = uuid.getLeastSignificantBits();
        int[] table = slots;
        int mask = table.length - 1;
        int hash = hash(high, low);
        for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
            int entry = table[slot];
            if (entry == FREE) {
                return -1;
            }
            int ordinal = entry & mask;
            if (((entry ^ hash) & ~mask) == 0 && high(ordinal) == high && low(ordinal) == low) {
                return ordinal;
            }
        }
    }

    /** Gives the next ordinal to an id that has none yet. */
    void add(AccountId id) {
        int number = size >>> PAGE_BITS;
        if (number == pages.length) {
            pages = Arrays.copyOf(pages, number * 2);
        }
        if ((size & IN_PAGE) == 0) {
            pages[number] = new long[2 << PAGE_BITS];
        }
        int at = (size & IN_PAGE) * 2;
        pages[number][at] = id.value().getMostSignificantBits();
        pages[number][at + 1] = id.value().getLeastSignificantBits();
        if (size >= slots.length - slots.length / 4) {
            int[] wider = newSlots(slots.length * 2);
            for (int ordinal = 0; ordinal < size; ordinal++) {
                place(ordinal, wider);
            }
            slots = wider;
        }
        place(size, slots);
        size++;
    }

    int size() {
        return size;
    }

    AccountId get(int ordinal) {
        return new AccountId(new UUID(high(ordinal), low(ordinal)));
    }

    long high(int ordinal) {
        return pages[ordinal >>> PAGE_BITS][(ordinal & IN_PAGE) * 2];
    }

    long low(int ordinal) {
        return pages[ordinal >>> PAGE_BITS][(ordinal & IN_PAGE) * 2 + 1];
    }

    /** An ordinal is below three quarters of the table's length, so no entry looks like a free slot. */
    private void place(int ordinal, int[] table) {
        int mask = table.length - 1;
        int hash = hash(high(ordinal), low(ordinal));
        int slot = hash & mask;
        while (table[slot] != FREE) {
            slot = (slot + 1) & mask;
        }
        table[slot] = (hash & ~mask) | ordinal;
    }

    /** Mixes all bits into all bits, so that ids that differ little do not crowd. */
    private static int hash(long high, long low) {
        long mixed = (high ^ Long.rotateLeft(low, 32)) * 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8_FEB8_6659_FD93L;
        return (int) (mixed ^ (mixed >>> 32));
    }

    private static int[] newSlots(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, FREE);
        return slots;
    }
}
