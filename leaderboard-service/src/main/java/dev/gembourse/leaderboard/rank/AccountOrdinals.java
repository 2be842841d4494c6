package dev.gembourse.leaderboard.rank;

import java.util.Arrays;

/** Finds a player's ordinal by its account id: an open-addressing hash table of ordinals over the players' rows. */
final class AccountOrdinals {

    private static final int FREE = -1;

    private final PlayerRows players;
    private int[] slots = newSlots(32);
    private int used;

    AccountOrdinals(PlayerRows players) {
        this.players = players;
    }

    /** The ordinal of the player with this id, or -1. */
    int find(long high, long low) {
        int mask = slots.length - 1;
        for (int slot = hash(high, low) & mask; ; slot = (slot + 1) & mask) {
            int ordinal = slots[slot];
            if (ordinal == FREE || players.hasId(ordinal, high, low)) {
                return ordinal;
            }
        }
    }

    /** Notes a player whose row holds its id already and that was not noted before. */
    void add(int ordinal) {
        if (used >= slots.length - slots.length / 4) {
            int[] former = slots;
            slots = newSlots(former.length * 2);
            for (int known : former) {
                if (known != FREE) {
                    place(known);
                }
            }
        }
        place(ordinal);
        used++;
    }

    private void place(int ordinal) {
        int mask = slots.length - 1;
        int slot = players.hash(ordinal) & mask;
        while (slots[slot] != FREE) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = ordinal;
    }

    /** Mixes all bits into all bits, so that ids that differ little do not crowd. */
    static int hash(long high, long low) {
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
