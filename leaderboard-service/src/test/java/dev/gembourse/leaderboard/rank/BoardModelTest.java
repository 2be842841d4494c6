package dev.gembourse.leaderboard.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The index beside a plainly sorted list, on boards of many shapes, filled at once and one change after the other. */
class BoardModelTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final int PLAYERS = 1_500;
    private static final int CHANGES = 6_000;

    /** How scores are drawn. */
    enum Shape {
        FEW_SCORES(random -> random.nextInt(3)),
        HOT_HEAD(random -> random.nextInt(10) == 0 ? random.nextInt(2_000) : 777),
        ONE_SCORE(random -> 5),
        AROUND_THE_LIMIT_OF_COUNTED_SCORES(random -> ScoreCounts.LIMIT - 3 + random.nextInt(6)),
        HUGE(random -> random.nextLong() >>> 1),
        COUNTED_AND_HUGE(random -> random.nextBoolean() ? random.nextInt(20) : Long.MAX_VALUE - random.nextInt(20)),
        BELOW_ZERO_TOO(random -> random.nextInt(20) - 10);

        private final ToLongFunction<Random> score;

        Shape(ToLongFunction<Random> score) {
            this.score = score;
        }
    }

    private final PlainBoard plain = new PlainBoard();

    @ParameterizedTest
    @EnumSource
    void theIndexAgreesWithASortedListWhateverTheScoresAndHoweverLateTheyCome(Shape shape) {
        Random random = new Random(31);
        BoardLoader loader = new BoardLoader();
        for (int player = 0; player < PLAYERS; player += 2) {
            long gems = shape.score.applyAsLong(random);
            Instant reachedAt = NOON.plusSeconds(random.nextInt(60));
            loader.add(id(player), name(player), gems, player, reachedAt);
            plain.put(id(player), name(player), gems, player, reachedAt);
        }
        RankIndex index = loader.index();
        expectAgreement(index, random);

        for (int change = 0; change < CHANGES; change++) {
            int player = random.nextInt(PLAYERS);
            long gems = shape.score.applyAsLong(random);
            // Half of them come in order, as from a journal, half are late.
            Instant reachedAt = NOON.plusSeconds(random.nextBoolean() ? 60 + change : random.nextInt(60));
            index.put(id(player), name(player), gems, change, reachedAt);
            plain.put(id(player), name(player), gems, change, reachedAt);
        }
        expectAgreement(index, random);
    }

    @Test
    void aPlayerIsLoadedOnce() {
        BoardLoader loader = new BoardLoader();
        loader.add(id(1), name(1), 1, 1, NOON);

        assertThatThrownBy(() -> loader.add(id(1), name(1), 2, 2, NOON)).isInstanceOf(IllegalStateException.class);
    }

    private void expectAgreement(RankIndex index, Random random) {
        List<BoardEntry> all = plain.all();
        BoardPage first = index.page(null, 1_000);
        assertThat(first.entries()).isEqualTo(all.subList(0, Math.min(1_000, all.size())));
        if (all.size() > 1_000) {
            assertThat(index.page(first.end(), 1_000).entries()).isEqualTo(all.subList(1_000, all.size()));
        }
        for (int sample = 0; sample < 25; sample++) {
            AccountId id = all.get(random.nextInt(all.size())).accountId();
            Standing expected = PlainBoard.standing(all, id, 3);
            assertThat(index.standing(id, 3)).contains(expected);
            assertThat(index.entry(id)).contains(expected.player());
        }
    }

    private static Username name(int player) {
        return new Username("x".repeat(player % 40) + "-p" + player);
    }

    private static AccountId id(int number) {
        return new AccountId(new UUID(number * 0x9E37_79B9_7F4A_7C15L, number));
    }
}
