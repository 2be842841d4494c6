package dev.gembourse.leaderboard.rank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Readers beside a writer that never pauses: whatever they are told must be true of one moment. */
class ConcurrentReadersTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final int PLAYERS = 3_000;
    private static final int READERS = 3;
    private static final int READS = 800;

    private final RankIndex index = new RankIndex();

    @Test
    void nothingIsReadThatNeverWas() throws Exception {
        Random random = new Random(61);
        for (int player = 0; player < PLAYERS / 2; player++) {
            set(player, random.nextInt(100), NOON);
        }
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int change = 0; !done.get(); change++) {
                // Scores of both kinds, new players, and columns that get wider as scores and times grow.
                long gems = random.nextInt(8) == 0 ? random.nextLong(1L << 50) : random.nextInt(2_000);
                set(random.nextInt(PLAYERS), gems, NOON.plusSeconds(change));
            }
        });
        try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            List<Future<?>> reading = new ArrayList<>();
            for (int reader = 0; reader < READERS; reader++) {
                Random own = new Random(reader);
                reading.add(readers.submit(() -> {
                    for (int read = 0; read < READS; read++) {
                        readOnce(own.nextInt(PLAYERS));
                    }
                }));
            }
            for (Future<?> one : reading) {
                one.get();
            }
        } finally {
            done.set(true);
            writer.join();
        }
    }

    private void readOnce(int player) {
        index.entry(id(player)).ifPresent(entry -> expectWhole(entry, player));
        expectOrder(index.page(null, 200).entries());
        index.standing(id(player), 4).ifPresent(standing -> {
            assertThat(standing.around()).contains(standing.player());
            assertThat(standing.player().rank() + standing.fewer()).isLessThanOrEqualTo(standing.players());
            expectOrder(standing.around());
        });
    }

    /** Each line belongs to one player, and whoever shares a rank shares a score. */
    private static void expectOrder(List<BoardEntry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            BoardEntry entry = entries.get(i);
            expectWhole(entry, Integer.parseInt(entry.username().value().substring(1)));
            if (i > 0) {
                BoardEntry former = entries.get(i - 1);
                assertThat(former.gems()).isGreaterThanOrEqualTo(entry.gems());
                assertThat(former.rank() == entry.rank()).isEqualTo(former.gems() == entry.gems());
                assertThat(former.rank()).isLessThanOrEqualTo(entry.rank());
            }
        }
    }

    private static void expectWhole(BoardEntry entry, int player) {
        assertThat(entry.accountId()).isEqualTo(id(player));
        assertThat(entry.username()).isEqualTo(name(player));
        assertThat(entry.tradeCount()).as("set together with the gems").isEqualTo(entry.gems() / 2);
    }

    private void set(int player, long gems, Instant reachedAt) {
        index.put(id(player), name(player), gems, gems / 2, reachedAt);
    }

    private static Username name(int player) {
        return new Username("p%04d".formatted(player));
    }

    private static AccountId id(int number) {
        return new AccountId(new UUID(number * 0x9E37_79B9_7F4A_7C15L, number));
    }
}
