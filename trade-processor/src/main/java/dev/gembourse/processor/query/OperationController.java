package dev.gembourse.processor.query;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.processor.market.MarketView;
import dev.gembourse.processor.operation.Fingerprints;
import dev.gembourse.processor.problem.Problem;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What became of an operation, be it that its command could not be processed (QUARANTINED). Whoever says where the command
 * stands is also told that it has not been reached yet (PENDING). What kind of operation it is, only the command knows then.
 * Whoever says what they have asked for, scope and content, is refused when something else was asked for first.
 */
@RestController
class OperationController {

    private static final String UNKNOWN_KIND = "UNKNOWN";

    private final DecidedOperations operations;
    private final MarketView market;

    OperationController(DecidedOperations operations, MarketView market) {
        this.operations = operations;
        this.market = market;
    }

    @GetMapping("/v1/operations/{operationId}")
    OperationView operation(
            @PathVariable OperationId operationId,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(required = false) @Nullable StreamPosition position,
            @RequestParam(required = false) @Nullable String scope,
            @RequestParam(required = false) @Nullable String content) {
        UUID asked = scope == null || content == null ? null : new Fingerprints().of(scope, content);
        OperationView undecided = null;
        for (Area<?> candidate : Area.named(area)) {
            OperationView view = find(candidate, operationId, position, asked).orElse(null);
            if (view != null && isDecided(view)) {
                return view;
            }
            undecided = moreTelling(undecided, view);
        }
        if (undecided == null) {
            throw Problem.notFound("OPERATION", operationId);
        }
        return undecided;
    }

    /** The position is looked at first: a command that was processed by then has left its outcome when that is looked for. */
    private <E> Optional<OperationView> find(
            Area<E> area, OperationId id, @Nullable StreamPosition command, @Nullable UUID asked) {
        boolean processed = command == null || operations.isProcessed(area, command);
        Optional<Decided<E>> found = operations.find(area, id, command == null ? null : command.partition());
        if (asked != null && found.isPresent() && !found.get().fingerprint().equals(asked)) {
            throw Problem.keyReused(id);
        }
        Optional<OperationView> decided = found.map(operation -> view(area, operation));
        if (decided.isPresent()) {
            return decided;
        }
        if (command == null) {
            return operations.setAside(area, id).map(why -> quarantined(id, why));
        }
        return processed
                ? operations.setAside(area, command).map(why -> quarantined(id, why))
                : Optional.of(undecided(id, Status.PENDING, null));
    }

    private <E> OperationView view(Area<E> area, Decided<E> operation) {
        OperationView view = area.view().apply(market.units(), operation);
        return area.equals(Area.TRADING) ? operations.connected(operation, view) : view;
    }

    private static boolean isDecided(OperationView view) {
        return view.status() == Status.SETTLED || view.status() == Status.REFUSED;
    }

    /** Without an area the position may be that of the other one, so that a wait is only believed when nothing else is known. */
    private static @Nullable OperationView moreTelling(@Nullable OperationView one, @Nullable OperationView other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.status() == Status.QUARANTINED ? one : other;
    }

    private static OperationView quarantined(OperationId id, DecidedOperations.SetAside why) {
        return undecided(id, Status.QUARANTINED, why);
    }

    private static OperationView undecided(OperationId id, Status status, DecidedOperations.@Nullable SetAside why) {
        return new OperationView(
                id,
                null,
                null,
                UNKNOWN_KIND,
                status,
                why == null ? null : why.reason(),
                why == null ? null : why.detail(),
                null,
                why == null ? null : why.at().toInstant(),
                null,
                null);
    }
}
