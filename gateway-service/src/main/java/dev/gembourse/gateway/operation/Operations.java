package dev.gembourse.gateway.operation;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.gateway.market.AssetBook;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.upstream.Processor;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells how far any operation has got: from the moment its command is in the log, on every gateway, and never for an operation
 * that was not accepted.
 */
@Component
public class Operations {

    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final RecentOperations recent;
    private final CommandLog log;
    private final Barrier barrier;
    private final Processor processor;
    private final Waiters waiters;
    private final AssetBook book;

    Operations(
            RecentOperations recent,
            CommandLog log,
            Barrier barrier,
            Processor processor,
            Waiters waiters,
            AssetBook book) {
        this.recent = recent;
        this.log = log;
        this.barrier = barrier;
        this.processor = processor;
        this.waiters = waiters;
        this.book = book;
    }

    /**
     * How far it has got; waits for its outcome up to {@code wait}.
     *
     * @param position where its command is said to stand; believed only when it does
     * @throws ProblemException OPERATION_NOT_FOUND when it was never accepted
     */
    public OperationView find(OperationId id, @Nullable StreamPosition position, Duration wait) {
        return seenHere(look(id, position, wait));
    }

    /**
     * Tells that something has become of an asset only when this gateway's own view holds it (or, after a while, all the
     * same): the processor commits before it publishes, and whoever is told may trade at once.
     */
    private OperationView seenHere(OperationView told) {
        if (told.symbol() != null && told.position() != null) {
            try {
                book.awaitApplied(told.position(), PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return told;
    }

    private OperationView look(OperationId id, @Nullable StreamPosition position, Duration wait) {
        try (Waiters.Waiter waiter = waiters.register(id)) {
            OperationView now = current(id, position);
            if (now.status() != Status.PENDING || wait.isZero()) {
                return now;
            }
            return waiter.await(wait)
                    .map(signal -> switch (signal) {
                        case Signal.Concluded(OperationView outcome) -> submitted(outcome, now);
                        case Signal.Repeated ignored -> current(id, position);
                    })
                    .orElse(now);
        }
    }

    /**
     * What has been decided about an operation; empty if nothing is known.
     *
     * @throws ProblemException IDEMPOTENCY_KEY_REUSED when something else was asked for first under its key
     */
    public Optional<OperationView> decided(Submitted asked) {
        return processor
                .operationOf(asked.operationId(), asked.scope(), asked.content())
                .filter(view -> view.status() != Status.PENDING);
    }

    private Optional<OperationView> decided(OperationId id) {
        return processor.operation(id).filter(view -> view.status() != Status.PENDING);
    }

    private OperationView current(OperationId id, @Nullable StreamPosition position) {
        Optional<Accepted> lately = recent.find(id);
        if (lately.isPresent()) {
            return current(lately.get());
        }
        Optional<OperationView> known = decided(id);
        if (known.isPresent() && known.get().status() != Status.QUARANTINED) {
            return known.get();
        }
        Optional<Accepted> logged = position == null ? Optional.empty() : logged(id, position); // tells more
        return logged.map(this::current).or(() -> known).orElseGet(() -> afterAllThatWasAccepted(id));
    }

    private OperationView current(Accepted command) {
        // Asked twice: between the two looks of the processor the command may have been decided.
        return ask(command).or(() -> ask(command)).orElseThrow(() -> {
            LOG.error("expected an outcome of {} at {} but got none", command.operationId(), command.position());
            return ProblemException.of(ProblemCode.NOT_YET_APPLIED, "the outcome cannot be told right now");
        });
    }

    private Optional<OperationView> ask(Accepted command) {
        return processor
                .operation(command.operationId(), command.area().parameter(), command.position())
                .map(view -> switch (view.status()) {
                    case PENDING -> command.pending();
                    case QUARANTINED -> quarantined(command, view);
                    case SETTLED, REFUSED -> view;
                });
    }

    private Optional<Accepted> logged(OperationId id, StreamPosition position) {
        return log.find(Area.TRADING, position, id).or(() -> log.find(Area.MARKET, position, id));
    }

    private OperationView afterAllThatWasAccepted(OperationId id) {
        boolean told = barrier.pass();
        return decided(id).orElseThrow(() -> told ? notFound(id) : unknown(id));
    }

    /** What {@link #find} says of an operation that was never accepted, and as late. */
    ProblemException absent(OperationId id) {
        return barrier.pass() ? notFound(id) : unknown(id);
    }

    private static ProblemException notFound(OperationId id) {
        return ProblemException.of(ProblemCode.OPERATION_NOT_FOUND).about(id);
    }

    private static ProblemException unknown(OperationId id) {
        return ProblemException.of(ProblemCode.NOT_YET_APPLIED, "whether the operation was accepted cannot be told yet")
                .about(id);
    }

    private static OperationView submitted(OperationView outcome, OperationView pending) {
        return new OperationView(
                outcome.operationId(),
                outcome.accountId(),
                outcome.symbol(),
                outcome.kind(),
                outcome.status(),
                outcome.reason(),
                outcome.detail(),
                pending.submittedAt(),
                outcome.settledAt(),
                outcome.position(),
                outcome.result());
    }

    private static OperationView quarantined(Accepted command, OperationView view) {
        return new OperationView(
                command.operationId(),
                command.accountId(),
                command.symbol(),
                command.kind(),
                Status.QUARANTINED,
                view.reason(),
                view.detail(),
                command.submittedAt(),
                view.settledAt(),
                null,
                null);
    }
}
