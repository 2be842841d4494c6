package dev.gembourse.leaderboard.rank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RankIndexTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final RankIndex index = new RankIndex();
    private final PlainBoard plain = new PlainBoard();

    @Test
    void playersWithEqualGemsShareARankAndTheNextRankIsSkipped() {
        long[] gems = {100, 14, 200, 100, 4, 150};
        for (int player = 0; player < gems.length; player++) {
            put(id(player), gems[player], NOON.plusSeconds(player));
        }

        List<BoardEntry> entries = index.page(null, 10).entries();

        assertThat(entries).extracting(BoardEntry::gems).containsExactly(200L, 150L, 100L, 100L, 14L, 4L);
        assertThat(entries).extracting(BoardEntry::rank).containsExactly(1, 2, 3, 3, 5, 6);
        assertThat(entries.get(2).accountId()).as("the first to reach 100").isEqualTo(id(0));
    }

    @Test
    void anEmptyBoardHasNobodyToShow() {
        assertThat(index.page(null, 10)).isEqualTo(new BoardPage(List.of(), null));
        assertThat(index.entry(id(1))).isEmpty();
        assertThat(index.standing(id(1), 5)).isEmpty();
        assertThat(index.score(id(1), 1, 1, NOON)).isFalse();
        assertThat(index.size()).isZero();
    }

    @Test
    void aPlayerAloneStandsAboveEverybody() {
        put(id(1), 7, NOON);

        Standing standing = index.standing(id(1), 5).orElseThrow();

        assertThat(standing).isEqualTo(PlainBoard.standing(plain.all(), id(1), 5));
        assertThat(standing.percentile()).isEqualByComparingTo("100");
        assertThat(standing.gemsToNextRank()).isZero();
    }

    @Test
    void equalGemsReachedAtTheSameMomentAreListedByTheTextOfTheAccountId() {
        AccountId small = AccountId.of("00000000-0000-4000-8000-000000000001");
        AccountId large = AccountId.of("ff000000-0000-4000-8000-000000000001");
        put(large, 3, NOON);
        put(small, 3, NOON);

        assertThat(index.page(null, 2).entries())
                .extracting(BoardEntry::accountId)
                .containsExactly(small, large);
    }

    @ParameterizedTest(name = "seed {0}: {1} players, {2} changes, scores to {3}, times to {4} s")
    @CsvSource({
        "1, 1, 20, 5, 3",
        "2, 40, 400, 4, 3",
        "3, 300, 3000, 12, 50",
        "4, 3000, 9000, 2, 10",
        "5, 3000, 9000, 100000, 1000",
        "6, 6000, 20000, 40, 5"
    })
    void theIndexAgreesWithAPlainlySortedList(long seed, int players, int changes, int scores, int seconds) {
        Random random = new Random(seed);
        for (int change = 0; change < changes; change++) {
            AccountId id = id(random.nextInt(players));
            put(id, random.nextInt(scores), NOON.plusSeconds(random.nextInt(seconds)));
        }

        List<BoardEntry> all = plain.all();
        assertThat(wholeBoard(Math.max(1, all.size() / 7))).isEqualTo(all);
        assertThat(index.size()).isEqualTo(all.size());
        for (int sample = 0; sample < 20; sample++) {
            AccountId id = all.get(random.nextInt(all.size())).accountId();
            int around = random.nextInt(8);
            Standing standing = index.standing(id, around).orElseThrow();
            assertThat(standing).isEqualTo(PlainBoard.standing(all, id, around));
            assertThat(standing.percentile())
                    .isEqualByComparingTo(PlainBoard.percentile(standing.fewer(), standing.players()));
            assertThat(index.entry(id)).contains(standing.player());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13})
    void theIndexAgreesAfterEverySingleChange(long seed) {
        Random random = new Random(seed);
        for (int change = 0; change < 300; change++) {
            put(id(random.nextInt(25)), random.nextInt(4), NOON.plusSeconds(random.nextInt(3)));
            assertThat(index.page(null, 100).entries()).isEqualTo(plain.all());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22})
    void theBoardDoesNotDependOnTheOrderInWhichPlayersBecameKnown(long seed) {
        List<Integer> numbers = new ArrayList<>();
        for (int number = 0; number < 2_000; number++) {
            numbers.add(number);
        }
        RankIndex other = new RankIndex();
        numbers.forEach(number -> scoreOf(number, index));
        Collections.shuffle(numbers, new Random(seed));
        numbers.forEach(number -> scoreOf(number, other));
        numbers.forEach(number -> scoreOf(number, other));

        assertThat(other.page(null, 1_000)).isEqualTo(index.page(null, 1_000));
        assertThat(other.page(other.page(null, 1_000).end(), 1_000).entries())
                .isEqualTo(index.page(index.page(null, 1_000).end(), 1_000).entries());
    }

    @Test
    void aPageGoesOnWhereTheFormerEndedEvenWhenThatPlayerMovedOn() {
        for (int player = 0; player < 10; player++) {
            put(id(player), 100 - player, NOON);
        }
        BoardPage first = index.page(null, 4);

        put(id(3), 500, NOON.plusSeconds(1));

        assertThat(index.page(first.end(), 3).entries())
                .extracting(BoardEntry::accountId)
                .containsExactly(id(4), id(5), id(6));
        assertThat(index.page(first.end(), 6).end()).as("nobody stands behind").isNull();
    }

    @Test
    void playersWhoComeLateWithEarlyTimesCostNoMoreThanOthers() {
        int players = 200_000;
        long start = System.nanoTime();
        for (int player = players; player > 0; player--) {
            index.put(id(player), new Username("late"), 0, 0, NOON.plusSeconds(player));
        }
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        System.out.printf("%d ties from last to first: %d ms%n", players, (System.nanoTime() - start) / 1_000_000);

        assertThat(index.page(null, 1).entries().getFirst().accountId()).isEqualTo(id(1));
        assertThat(seconds).as("walking a tie of this size would take hours").isLessThan(20);
    }

    @Test
    void readersSeeAWholeBoardWhileItChanges() throws InterruptedException {
        int players = 2_000;
        for (int player = 0; player < players; player++) {
            scoreOf(player, index);
        }
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            Random random = new Random(51);
            while (!done.get()) {
                int gems = random.nextInt(50);
                index.score(id(random.nextInt(players)), gems, gems, NOON.plusNanos(random.nextLong(1L << 40)));
            }
        });
        try {
            for (int read = 0; read < 500; read++) {
                List<BoardEntry> entries = index.page(null, 1_000).entries();
                assertThat(entries).hasSize(1_000).doesNotHaveDuplicates();
                assertThat(entries).isSortedAccordingTo(Comparator.comparingInt(BoardEntry::rank));
                assertThat(entries)
                        .isSortedAccordingTo(
                                Comparator.comparingLong(BoardEntry::gems).reversed());
                Standing standing = index.standing(id(read), 3).orElseThrow();
                assertThat(standing.around()).contains(standing.player()).hasSizeBetween(4, 7);
                assertThat(standing.player().rank() + standing.fewer()).isLessThanOrEqualTo(players);
            }
        } finally {
            done.set(true);
            writer.join();
        }
    }

    private void put(AccountId id, long gems, Instant reachedAt) {
        Username username = new Username("p-" + id.value().getLeastSignificantBits());
        index.put(id, username, gems, gems, reachedAt);
        plain.put(id, username, gems, gems, reachedAt);
    }

    private static void scoreOf(int number, RankIndex index) {
        index.put(id(number), new Username("player" + number), number % 37, number % 37, NOON.plusSeconds(number % 5));
    }

    private List<BoardEntry> wholeBoard(int limit) {
        List<BoardEntry> entries = new ArrayList<>();
        @Nullable Place after = null;
        do {
            BoardPage page = index.page(after, limit);
            entries.addAll(page.entries());
            after = page.end();
        } while (after != null);
        return entries;
    }

    /** Spread over both halves of the id, so that ids differ everywhere. */
    private static AccountId id(int number) {
        return new AccountId(new UUID(number * 0x9E37_79B9_7F4A_7C15L, number));
    }
}
