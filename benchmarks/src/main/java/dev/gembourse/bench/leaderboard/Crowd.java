package dev.gembourse.bench.leaderboard;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Invented players, each a function of its number: many beginners, few champions, scores of one year. */
final class Crowd {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final long YEAR_MICROS = 365L * 24 * 3_600 * 1_000_000;
    private static final double MOST_CUBE_ROOT = 30; // champions have almost 27,000 gems

    private Crowd() {}

    static AccountId id(int player) {
        return new AccountId(new UUID(mix(2L * player), mix(2L * player + 1)));
    }

    static Username name(int player) {
        return new Username("player-" + player);
    }

    static long gems(int player) {
        double share = (mix(player + 0x5EED_0000_0000L) >>> 11) * 0x1p-53;
        return (long) Math.pow(share * MOST_CUBE_ROOT, 3);
    }

    static Instant reachedAt(int player) {
        return BEGIN.plus(Math.floorMod(mix(player + 0x71AE_0000_0000L), YEAR_MICROS), ChronoUnit.MICROS);
    }

    /** Later than whoever stands on the board already. */
    static Instant later(int number) {
        return BEGIN.plus(YEAR_MICROS + number * 100L, ChronoUnit.MICROS);
    }

    /** Some player, another one for each number. */
    static int any(long number, int players) {
        return (int) Math.unsignedMultiplyHigh(mix(number + 0xA11_0000_0000L), players);
    }

    /** Spreads the bits of a number over all 64 (the finaliser of SplitMix64). */
    static long mix(long number) {
        long mixed = (number + 1) * 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }
}
