package dev.gembourse.gateway.operation;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.follow.Deadlines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Requests that wait for what becomes of an operation. Registered before the command is published, so that no outcome can be
 * missed; any number may wait for the same operation. Thread-safe.
 */
@Component
public class Waiters {

    private final ConcurrentHashMap<String, List<Waiter>> waiting = new ConcurrentHashMap<>();

    /** Begins to wait for an operation, whatever becomes of it. */
    public Waiter register(OperationId operation) {
        return register(operation, event -> true);
    }

    /**
     * Begins to wait for an operation.
     *
     * @param answers whether an event that concludes the operation can be the answer to this request: the same key may have
     *     been used for another at the same time on another gateway
     */
    public Waiter register(OperationId operation, Predicate<Object> answers) {
        return register(operation.toString(), answers);
    }

    /**
     * Begins to wait for an event about the orders of an account.
     *
     * @param answers whether it is this one
     */
    public Waiter registerForOrders(AccountId account, Predicate<Object> answers) {
        return register(ordersOf(account.toString()), answers);
    }

    private Waiter register(String key, Predicate<Object> answers) {
        Waiter waiter = new Waiter(key, answers);
        waiting.compute(key, (same, others) -> {
            List<Waiter> all = others == null ? new ArrayList<>(1) : new ArrayList<>(others);
            all.add(waiter);
            return all;
        });
        return waiter;
    }

    /** Under which those stand who wait for orders of an account; no operation is called so. */
    static String ordersOf(String account) {
        return "orders of " + account;
    }

    /** Whether anybody waits for this operation. */
    boolean isAwaited(String operation) {
        return waiting.containsKey(operation);
    }

    /** Hands a signal to all whom the event behind it answers. */
    void tell(String operation, Object event, Signal signal) {
        for (Waiter waiter : waiting.getOrDefault(operation, List.of())) {
            if (signal instanceof Signal.Repeated || waiter.answers.test(event)) {
                waiter.signal.complete(Optional.of(signal));
            }
        }
    }

    public int size() {
        return waiting.size();
    }

    /** One who waits; to be closed when nobody listens any more. */
    public final class Waiter implements AutoCloseable {

        private final String operation;
        private final Predicate<Object> answers;
        private final CompletableFuture<Optional<Signal>> signal = new CompletableFuture<>();

        private Waiter(String operation, Predicate<Object> answers) {
            this.operation = operation;
            this.answers = answers;
        }

        /** Once this has failed, no signal is waited for. */
        @SuppressWarnings("FutureReturnValueIgnored")
        public void endWhenFailed(CompletableFuture<?> precondition) {
            precondition.whenComplete((result, failure) -> {
                if (failure != null) {
                    signal.complete(Optional.empty());
                }
            });
        }

        /** Waits for the signal; empty if it does not come in time. */
        public Optional<Signal> await(Duration atMost) {
            try {
                return Deadlines.await(signal, atMost);
            } catch (TimeoutException e) {
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a signal is never an exception", e);
            }
        }

        @Override
        public void close() {
            waiting.computeIfPresent(operation, (key, all) -> without(all));
        }

        private @Nullable List<Waiter> without(List<Waiter> all) {
            List<Waiter> others = all.stream().filter(other -> other != this).toList();
            return others.isEmpty() ? null : others;
        }
    }
}
