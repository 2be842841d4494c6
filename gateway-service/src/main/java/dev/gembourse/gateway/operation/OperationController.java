package dev.gembourse.gateway.operation;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Caller;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How far an operation has got. */
@Tag(name = "Operations")
@RestController
class OperationController {

    private static final int LONGEST_WAIT = 10;

    private final Operations operations;

    OperationController(Operations operations) {
        this.operations = operations;
    }

    @Operation(
            summary = "Show how far an operation has got",
            description =
                    "Readable from the instant of the 202 answer. With wait, the answer comes as soon as there is an outcome.")
    @Access(Rule.READ)
    @GetMapping("/v1/operations/{operationId}")
    OperationView operation(
            @PathVariable OperationId operationId,
            @RequestParam(required = false) @Nullable StreamPosition position,
            @RequestParam(name = "wait", defaultValue = "0") int wait,
            HttpServletRequest request) {
        if (wait < 0 || wait > LONGEST_WAIT) {
            throw ProblemException.badParameter("wait", "expected seconds from 0 to " + LONGEST_WAIT);
        }
        OperationView view = operations.find(operationId, position, Duration.ZERO);
        if (!Caller.of(request).reaches(accountOf(view), Rule.READ)) {
            throw operations.absent(operationId);
        }
        return view.status() != OperationView.Status.PENDING || wait == 0
                ? view
                : operations.find(operationId, position, Duration.ofSeconds(wait));
    }

    /** Null for an operation on the market, which is nobody's own. */
    private static @Nullable AccountId accountOf(OperationView view) {
        return view.accountId() == null ? null : AccountId.of(view.accountId());
    }
}
