package dev.gembourse.gateway.reversal;

import dev.gembourse.events.trading.TradingCommand.ReverseOperation;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.ReversalView;
import dev.gembourse.events.wire.Json;
import dev.gembourse.follow.StatedAsset;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.asset.Assets;
import dev.gembourse.gateway.command.CommandContext;
import dev.gembourse.gateway.command.Commands;
import dev.gembourse.gateway.command.Submission;
import dev.gembourse.gateway.operation.Operations;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Takes operations back, for admins. The operation is looked up for its account only, which decides where the command goes: there
 * it comes after the operation's own, so that one that is still pending can be taken back too.
 */
@Tag(name = "Operations")
@RestController
class ReversalController {

    private final Operations operations;
    private final Assets assets;
    private final Commands commands;
    private final Clock clock;

    ReversalController(Operations operations, Assets assets, Commands commands, Clock clock) {
        this.operations = operations;
        this.assets = assets;
        this.commands = commands;
        this.clock = clock;
    }

    @Operation(
            summary = "Take an operation back",
            description =
                    "A deposit, a withdrawal or a trade, once, if the account has what is to go back. Gems that a trade has earned stay earned.")
    @ApiResponse(
            responseCode = "201",
            description = "The outcome, for a caller who prefers to wait.",
            content = @Content(schema = @Schema(implementation = ReversalView.class)))
    @Access(Rule.ADMINISTER)
    @PostMapping("/v1/operations/{operationId}/reversal")
    ResponseEntity<Object> reverse(
            @PathVariable OperationId operationId, CommandContext context, @RequestBody ReversalRequest request) {
        OperationView original = operations.find(operationId, null, Duration.ZERO);
        AccountId account = accountOf(original);
        return commands.submit(
                Submission.of(new ReverseOperation(
                        OperationId.of(account.toString(), context.key().value()),
                        account,
                        operationId,
                        request.reason(),
                        seen(original),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS))),
                context);
    }

    /** Where this gateway has seen the asset of a trade; null when it is none, is not settled yet, or the asset is unknown here. */
    private @Nullable StreamPosition seen(OperationView original) {
        JsonNode symbol = Json.LENIENT.valueToTree(original).at("/result/symbol");
        return symbol.isString()
                ? assets.quote(new Symbol(symbol.asString()))
                        .map(StatedAsset::position)
                        .orElse(null)
                : null;
    }

    private static AccountId accountOf(OperationView operation) {
        if (operation.accountId() == null) {
            throw ProblemException.of(
                    ProblemCode.NOT_REVERSIBLE,
                    "expected an operation on an account but got %s, %s"
                            .formatted(operation.kind(), operation.status()));
        }
        return AccountId.of(operation.accountId());
    }
}
