package dev.gembourse.gateway.command;

import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.follow.Deadlines;
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
    private final Admission admission;

    private final Duration acknowledgedWithin;

    Commands(
            CommandPublisher publisher,
            RecentOperations recent,
            Waiters waiters,
            Operations operations,
            Admission admission,
            PublicationLimits limits) {
        this.publisher = publisher;
        this.recent = recent;
        this.waiters = waiters;
        this.operations = operations;
        this.admission = admission;
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
     * Hands a command to Kafka, unless the same was handed over here lately. Something else under the same key is handed over
     * too: only the journal knows to which of the two the key belongs.
     *
     * @throws ProblemException when too much is under way
     */
    public UnderWay begin(Submission submission, Trace trace, Duration wait) {
        long deadline = System.nanoTime() + wait.toNanos();
        Submitted submitted = submission.submitted();
        Waiters.Waiter waiter =
                wait.isZero() ? null : waiters.register(submitted.operationId(), submission.answeredBy());
        try {
            Optional<Submitted> same = recent.addIfAbsent(submitted);
            if (same.isPresent()) {
                return new UnderWay(same.get(), true, wait, deadline, waiter);
            }
            admission.require(submission.message());
            if (waiter != null) {
                waiter.endWhenFailed(submitted.acknowledged());
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
     * Waits for the command's outcome as long as the caller prefers, and if there is none until Kafka has the command: an
     * outcome says that it has, and to be woken once for each request is cheaper than twice.
     *
     * @throws ProblemException when it was refused, or when Kafka did not acknowledge it in time
     */
    public Answer finish(UnderWay command) {
        if (command.isReplay()) {
            acknowledged(command.submitted());
        }
        Optional<Answer> outcome = command.waiter() == null ? Optional.empty() : outcome(command);
        return outcome.orElseGet(() -> Answer.pending(
                command.submitted().operationId(),
                acknowledged(command.submitted()),
                command.submitted().submittedAt(),
                command.isReplay()));
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
                        recent.accepted(submitted, position);
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
            return Deadlines.await(submitted.acknowledged(), acknowledgedWithin);
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
        Optional<Answer> known = command.isReplay() ? stored(command) : Optional.empty();
        return known.or(() -> command.awaitSignal().flatMap(signal -> switch (signal) {
            case Signal.Concluded(OperationView outcome) ->
                Optional.of(Outcome.answer(outcome, command.waitSeconds(), command.isReplay()));
            // It may be meant for somebody who used the key for something else at the same time, so it decides nothing.
            case Signal.Repeated ignored -> stored(command);
        }));
    }

    /**
     * The outcome with the processor, unless there is no time left. If the processor is away the command is still accepted, so
     * that is no problem of this answer.
     *
     * @throws ProblemException when the key belongs to something else
     */
    private Optional<Answer> stored(UnderWay command) {
        if (command.isOver()) {
            return Optional.empty();
        }
        Optional<OperationView> outcome;
        try {
            outcome = operations.decided(command.submitted());
        } catch (ProblemException e) {
            if (e.code() == ProblemCode.IDEMPOTENCY_KEY_REUSED) {
                throw e.about(command.submitted().operationId());
            }
            return Optional.empty();
        }
        return outcome.map(known -> Outcome.answer(known, command.waitSeconds(), true));
    }
}
