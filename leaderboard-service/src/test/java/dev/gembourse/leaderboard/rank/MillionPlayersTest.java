package dev.gembourse.leaderboard.rank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Shows what the index costs with a million players. The bounds only tell logarithms from scans. */
class MillionPlayersTest {

    private static final int PLAYERS = 1_000_000;
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @Test
    void aMillionPlayersAreRankedInMicroseconds() {
        long seed = 7;
        Random random = new Random(seed);
        RankIndex index = new RankIndex();
        long before = usedMemory();
        measure(
                "fill",
                PLAYERS,
                player -> index.put(
                        id(player),
                        new Username("player" + player),
                        score(random),
                        1,
                        NOON.plusMillis(random.nextInt(1_000_000))));
        long bytes = (usedMemory() - before) / PLAYERS;
        measure(
                "one more gem",
                200_000,
                i -> index.score(id(random.nextInt(PLAYERS)), score(random), 2, NOON.plusSeconds(2_000 + i)));

        double lookUp = measure(
                "rank of a player",
                200_000,
                _ -> index.entry(id(random.nextInt(PLAYERS))).orElseThrow());
        double top = measure("top 100", 2_000, _ -> index.page(null, 100));
        double around = measure(
                "standing, 5 around",
                20_000,
                _ -> index.standing(id(random.nextInt(PLAYERS)), 5).orElseThrow());
        double page = measure("page of 1000", 200, _ -> index.page(null, 1_000));
        System.out.println("bytes per player: " + bytes + " (seed " + seed + ")");

        assertThat(index.size()).isEqualTo(PLAYERS);
        assertThat(lookUp).isLessThan(1_000);
        assertThat(top).isLessThan(10_000);
        assertThat(around).isLessThan(5_000);
        assertThat(page).isLessThan(50_000);
        assertThat(bytes).isLessThan(70);
    }

    /** Many beginners, few champions. */
    private static long score(Random random) {
        return (long) Math.pow(random.nextDouble() * 30, 3);
    }

    private static double measure(String what, int times, IntConsumer work) {
        for (int warmUp = 0; warmUp < (what.equals("fill") ? 0 : times / 2); warmUp++) {
            work.accept(warmUp);
        }
        long start = System.nanoTime();
        for (int time = 0; time < times; time++) {
            work.accept(time);
        }
        double micros = (System.nanoTime() - start) / 1_000.0 / times;
        System.out.printf("%s: %.2f µs%n", what, micros);
        return micros;
    }

    private static AccountId id(int number) {
        return new AccountId(new UUID(number * 0x9E37_79B9_7F4A_7C15L, number));
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
