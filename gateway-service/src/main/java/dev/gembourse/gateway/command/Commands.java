package dev.gembourse.gateway.command;

import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.gateway.kafka.PublicationLimits;
import dev.gembourse.gateway.operation.Operations;
import dev.gembourse.gateway.operation.RecentOperations;
import dev.gembourse.gateway.operation.Signal;
import dev.gembourse.gateway.operation.Submitted;
import dev.gembourse.gateway.operation.Waiters;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.trace.Trace;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Accepts commands: publishes each once, answers only when Kafka has it, and waits for its outcome if the caller prefers so.
 *
 * <p>{@link #begin} hands over without waiting, so that a batch travels together; {@link #finish} waits. Every
 * {@link UnderWay} must be closed. Runs on the request's own (virtual) thread and holds no locks.
 */
@Component
public class Commands {

    private final CommandPublisher publisher;
    private final RecentOperations recent;
    private final Waiters waiters;
    private final Operations operations;

    private final Duration acknowledgedWithin;

    Commands(
            CommandPublisher publisher,
            RecentOperations recent,
            Waiters waiters,
            Operations operations,
            PublicationLimits limits) {
        this.publisher = publisher;
        this.recent = recent;
        this.waiters = waiters;
        this.operations = operations;
        this.acknowledgedWithin =
                limits.maxBlock().plus(limits.ackTimeout()).plusSeconds(1); // the producer is expected to tell first
    }

    /** Does the whole way for a single command. */
    public ResponseEntity<Object> submit(Submission submission, CommandContext context) {
        try (UnderWay command = begin(submission, context.trace(), context.patience())) {
            return finish(command).toResponse();
        }
    }

    /**
     * Hands a command to Kafka, unless its operation is known here already.
     *
     * @throws ProblemException when the key is known here for something else, or when too much is under way
     */
    public UnderWay begin(Submission submission, Trace trace, Duration wait) {
        long deadline = System.nanoTime() + wait.toNanos();
        Submitted submitted = submission.submitted();
        Waiters.Waiter waiter =
                wait.isZero() ? null : waiters.register(submitted.operationId(), submission.answeredBy());
        try {
            Optional<Submitted> earlier = recent.addIfAbsent(submitted);
            if (earlier.isPresent()) {
                if (!earlier.get().content().equals(submitted.content())) {
                    throw keyReused(submitted);
                }
                return new UnderWay(earlier.get(), true, wait, deadline, waiter);
            }
            publish(submission, trace);
            return new UnderWay(submitted, false, wait, deadline, waiter);
        } catch (RuntimeException e) {
            notPublished(submitted, e);
            if (waiter != null) {
                waiter.close();
            }
            throw e;
        }
    }

    /**
     * Waits until Kafka has the command, and for its outcome as long as the caller prefers.
     *
     * @throws ProblemException when it was refused, or when Kafka did not acknowledge it in time
     */
    public Answer finish(UnderWay command) {
        StreamPosition position = acknowledged(command.submitted());
        Optional<Answer> outcome = command.waiter() == null ? Optional.empty() : outcome(command);
        return outcome.orElseGet(() -> Answer.pending(
                command.submitted().operationId(), position, command.submitted().submittedAt(), command.isReplay()));
    }

    private void publish(Submission submission, Trace trace) {
        Submitted submitted = submission.submitted();
        boolean taken = publisher.publish(
                submission.message(),
                submitted.operationId(),
                submitted.submittedAt(),
                trace.traceParent(),
                (position, failure) -> {
                    if (position != null) {
                        submitted.acknowledged().complete(position);
                    } else {
                        notPublished(
                                submitted, failure == null ? new IllegalStateException("no reason given") : failure);
                    }
                });
        if (!taken) {
            throw ProblemException.of(ProblemCode.OVERLOADED).about(submitted.operationId());
        }
    }

    /** A retry tries again; who waits for the acknowledgement already learns why there is none. */
    private void notPublished(Submitted submitted, Exception why) {
        recent.remove(submitted);
        submitted.acknowledged().completeExceptionally(why);
    }

    private StreamPosition acknowledged(Submitted submitted) {
        try {
            return submitted.acknowledged().get(acknowledgedWithin.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProblemException problem
                    ? problem
                    : ProblemException.of(ProblemCode.OUTCOME_UNKNOWN).about(submitted.operationId());
        } catch (TimeoutException e) {
            recent.remove(submitted);
            throw ProblemException.of(ProblemCode.OUTCOME_UNKNOWN).about(submitted.operationId());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(ProblemCode.OUTCOME_UNKNOWN).about(submitted.operationId());
        }
    }

    private Optional<Answer> outcome(UnderWay command) {
        Optional<OperationView> stored = command.isReplay() ? stored(command) : Optional.empty();
        if (stored.isPresent()) {
            return Optional.of(Outcome.answer(stored.get(), command.waitSeconds(), true));
        }
        return command.awaitSignal().flatMap(signal -> switch (signal) {
            case Signal.Concluded(OperationView outcome) ->
                Optional.of(Outcome.answer(outcome, command.waitSeconds(), command.isReplay()));
            case Signal.Repeated(boolean sameContent) -> {
                if (!sameContent) {
                    throw keyReused(command.submitted());
                }
                yield stored(command).map(outcome -> Outcome.answer(outcome, command.waitSeconds(), true));
            }
        });
    }

    /**
     * The outcome with the processor, unless there is no time left. If the processor is away the command is still accepted, so
     * that is no problem of this answer.
     */
    private Optional<OperationView> stored(UnderWay command) {
        if (command.isOver()) {
            return Optional.empty();
        }
        try {
            return operations.decided(command.submitted().operationId());
        } catch (ProblemException processorIsAway) {
            return Optional.empty();
        }
    }

    private static ProblemException keyReused(Submitted submitted) {
        return ProblemException.of(ProblemCode.IDEMPOTENCY_KEY_REUSED).about(submitted.operationId());
    }
}
