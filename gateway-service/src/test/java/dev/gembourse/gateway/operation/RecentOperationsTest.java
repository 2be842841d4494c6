package dev.gembourse.gateway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecentOperationsTest {

    @Test
    void theNewestAreRememberedHoweverManyThereWere() {
        RecentOperations recent = remembering(100, Duration.ofMinutes(10));
        List<Submitted> all =
                Stream.generate(RecentOperationsTest::submitted).limit(10_000).toList();

        for (Submitted one : all) {
            recent.addIfAbsent(one);
            recent.addIfAbsent(one); // asked for again, as it is by a retry
        }

        assertThat(all.subList(9_900, 10_000))
                .allSatisfy(one -> assertThat(recent.find(one.operationId())).contains(one));
        assertThat(all.subList(0, 9_900))
                .allSatisfy(one -> assertThat(recent.find(one.operationId())).isEmpty());
    }

    @Test
    void theFirstStaysUntilItIsRemoved() {
        RecentOperations recent = remembering(2, Duration.ofMinutes(10));
        Submitted first = submitted();
        Submitted same = new Submitted(
                first.operationId(),
                first.area(),
                first.kind(),
                first.accountId(),
                null,
                first.content(),
                first.submittedAt(),
                new CompletableFuture<StreamPosition>());

        assertThat(recent.addIfAbsent(first)).isEmpty();
        assertThat(recent.addIfAbsent(same)).contains(first);
        recent.remove(same);
        assertThat(recent.find(first.operationId())).contains(first);
        recent.remove(first);
        assertThat(recent.addIfAbsent(same)).isEmpty();
    }

    @Test
    void whatIsTooOldIsForgotten() {
        RecentOperations recent = remembering(2, Duration.ZERO);
        Submitted one = submitted();

        recent.addIfAbsent(one);

        assertThat(recent.find(one.operationId())).isEmpty();
        assertThat(recent.addIfAbsent(one)).isEmpty();
    }

    private static RecentOperations remembering(int most, Duration age) {
        return new RecentOperations(new OperationSettings(most, age, Duration.ZERO, 1));
    }

    private static Submitted submitted() {
        return new Submitted(
                new OperationId(UUID.randomUUID()),
                Area.TRADING,
                "DEPOSIT",
                "account",
                null,
                "deposit 1 USD",
                Instant.EPOCH,
                new CompletableFuture<>());
    }
}
