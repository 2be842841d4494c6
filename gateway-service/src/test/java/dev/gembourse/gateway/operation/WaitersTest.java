package dev.gembourse.gateway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.value.OperationId;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WaitersTest {

    private final Waiters waiters = new Waiters();
    private final OperationId operation = new OperationId(UUID.randomUUID());
    private final Signal signal = new Signal.Repeated(true);

    @Test
    void aSignalThatComesBeforeAnybodyListensIsKept() {
        try (var waiter = waiters.register(operation)) {
            waiters.tell(operation.toString(), "event", signal);

            assertThat(waiter.await(Duration.ZERO)).contains(signal);
        }
    }

    @Test
    void allWhoWaitForAnOperationAreToldAndNobodyElse() {
        try (var one = waiters.register(operation);
                var two = waiters.register(operation);
                var other = waiters.register(new OperationId(UUID.randomUUID()))) {
            waiters.tell(operation.toString(), "event", signal);

            assertThat(one.await(Duration.ZERO)).contains(signal);
            assertThat(two.await(Duration.ZERO)).contains(signal);
            assertThat(other.await(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void aFailedPreconditionEndsTheWaitAndAFulfilledOneDoesNot() {
        CompletableFuture<String> precondition = new CompletableFuture<>();
        try (var fulfilled = waiters.register(operation);
                var failed = waiters.register(operation)) {
            fulfilled.endWhenFailed(CompletableFuture.completedFuture("taken"));
            failed.endWhenFailed(precondition);
            precondition.completeExceptionally(new IllegalStateException("not taken"));

            waiters.tell(operation.toString(), "event", signal);

            assertThat(failed.await(Duration.ZERO)).isEmpty();
            assertThat(fulfilled.await(Duration.ZERO)).contains(signal);
        }
    }

    @Test
    void whoeverLeavesIsForgotten() {
        var one = waiters.register(operation);
        var two = waiters.register(operation);

        one.close();
        assertThat(waiters.isAwaited(operation.toString())).isTrue();
        two.close();
        two.close();
        assertThat(waiters.isAwaited(operation.toString())).isFalse();
        assertThat(waiters.size()).isZero();
    }
}
