package dev.gembourse.gateway.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecentOperationsTest {

    private static final StreamPosition PLACE = new StreamPosition(3, 42);

    @Test
    void theNewestAreRememberedHoweverManyThereWere() {
        RecentOperations recent = remembering(100, Duration.ofMinutes(10));
        List<Submitted> all =
                Stream.generate(() -> submitted("deposit 1 USD")).limit(10_000).toList();

        for (Submitted one : all) {
            recent.addIfAbsent(one);
            recent.accepted(one, PLACE);
            recent.addIfAbsent(one); // asked for again, as it is by a retry
        }

        assertThat(all.subList(9_900, 10_000))
                .allSatisfy(one -> assertThat(recent.find(one.operationId())).contains(accepted(one)));
        assertThat(all.subList(0, 9_900))
                .allSatisfy(one -> assertThat(recent.find(one.operationId())).isEmpty());
    }

    @Test
    void theFirstStaysUntilItIsRemoved() {
        RecentOperations recent = remembering(2, Duration.ofMinutes(10));
        Submitted first = submitted("deposit 1 USD");
        Submitted same = again(first, first.content());

        assertThat(recent.addIfAbsent(first)).isEmpty();
        assertThat(recent.addIfAbsent(same)).containsSame(first);
        recent.remove(same);
        assertThat(recent.addIfAbsent(same)).containsSame(first);
        recent.remove(first);
        assertThat(recent.addIfAbsent(same)).isEmpty();
    }

    @Test
    void aRetryIsToldWhereTheFirstStandsAndWhenItCame() {
        RecentOperations recent = remembering(2, Duration.ofMinutes(10));
        Submitted first = submitted("deposit 1 USD");
        recent.addIfAbsent(first);
        recent.accepted(first, PLACE);

        Submitted known = recent.addIfAbsent(again(first, first.content())).orElseThrow();

        assertThat(known.acknowledged()).isCompletedWithValue(PLACE);
        assertThat(known.submittedAt()).isEqualTo(first.submittedAt());
    }

    @Test
    void somethingElseUnderTheSameKeyIsNoRetry() {
        RecentOperations recent = remembering(2, Duration.ofMinutes(10));
        Submitted first = submitted("deposit 1 USD");
        Submitted other = again(first, "deposit 2 USD");

        recent.addIfAbsent(first);
        assertThat(recent.addIfAbsent(other)).isEmpty();
        recent.accepted(first, PLACE);
        assertThat(recent.addIfAbsent(other)).isEmpty();
        recent.accepted(other, new StreamPosition(3, 43));

        assertThat(recent.find(first.operationId())).contains(accepted(first));
    }

    @Test
    void whatIsTooOldIsForgotten() {
        RecentOperations recent = remembering(2, Duration.ZERO);
        Submitted one = submitted("deposit 1 USD");

        recent.addIfAbsent(one);
        recent.accepted(one, PLACE);

        assertThat(recent.find(one.operationId())).isEmpty();
        assertThat(recent.addIfAbsent(one)).isEmpty();
    }

    @Test
    void whatIsInTheLogIsRememberedThoughItWasForgottenBefore() {
        RecentOperations recent = remembering(2, Duration.ofMinutes(10));
        Submitted slow = submitted("deposit 1 USD");

        recent.addIfAbsent(slow);
        recent.remove(slow); // nobody wanted to wait any longer
        recent.accepted(slow, PLACE);

        assertThat(recent.find(slow.operationId())).contains(accepted(slow));
    }

    @Test
    void aSmallRingKeepsWhatAListOfSlotsWouldKeep() {
        for (long seed = 0; seed < 200; seed++) {
            compareWithSlots(seed);
        }
    }

    private static void compareWithSlots(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int most = random.nextInt(1, 20);
        AcceptedLately ring = new AcceptedLately(most);
        List<Submitted> all =
                Stream.generate(() -> submitted("deposit 1 USD")).limit(50).toList();
        Submitted[] slots = new Submitted[most];
        Set<OperationId> kept = new HashSet<>();
        int next = 0;
        for (int step = 0; step < 300; step++) {
            Submitted one = all.get(random.nextInt(all.size()));
            if (random.nextInt(4) == 0) {
                ring.remove(one.operationId());
                kept.remove(one.operationId());
                clear(slots, one);
            } else if (kept.add(one.operationId())) {
                if (slots[next] != null) {
                    kept.remove(slots[next].operationId());
                }
                slots[next] = one;
                next = (next + 1) % most;
                ring.add(one, PLACE, 1);
            } else {
                ring.add(one, new StreamPosition(0, step), 1);
            }
            for (Submitted any : all) {
                assertThat(ring.find(any.operationId(), 0))
                        .as("seed %d, step %d", seed, step)
                        .isEqualTo(kept.contains(any.operationId()) ? Optional.of(accepted(any)) : Optional.empty());
            }
        }
    }

    private static void clear(Submitted[] slots, Submitted one) {
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] == one) {
                slots[i] = null;
            }
        }
    }

    @Test
    void toRememberNothingIsRefused() {
        assertThatThrownBy(() -> remembering(0, Duration.ofMinutes(10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
    }

    @Test
    void aCommandOfTheMarketKeepsItsSymbol() {
        AcceptedLately ring = new AcceptedLately(1);
        Submitted asset = new Submitted(
                new OperationId(UUID.randomUUID()),
                Area.MARKET,
                "CREATE_ASSET",
                null,
                "GOLD",
                "create GOLD",
                Instant.parse("2026-11-22T10:00:00.123Z"),
                new CompletableFuture<>());

        ring.add(asset, PLACE, 1);

        assertThat(ring.find(asset.operationId(), 0)).contains(accepted(asset));
        assertThat(ring.isSame(asset)).isTrue();
        assertThat(ring.isSame(again(asset, "create SILVER"))).isFalse();
    }

    private static RecentOperations remembering(int most, Duration age) {
        return new RecentOperations(new OperationSettings(most, age, Duration.ZERO, 1));
    }

    private static Submitted submitted(String content) {
        return new Submitted(
                new OperationId(UUID.randomUUID()),
                Area.TRADING,
                "DEPOSIT",
                UUID.randomUUID().toString(),
                null,
                content,
                Instant.parse("2026-11-22T10:00:00.123Z"),
                new CompletableFuture<>());
    }

    private static Submitted again(Submitted first, String content) {
        return new Submitted(
                first.operationId(),
                first.area(),
                first.kind(),
                first.accountId(),
                first.symbol(),
                content,
                first.submittedAt().plusSeconds(1),
                new CompletableFuture<>());
    }

    private static Accepted accepted(Submitted one) {
        return new Accepted(
                one.operationId(), one.area(), one.kind(), one.accountId(), one.symbol(), one.submittedAt(), PLACE);
    }
}
