package dev.gembourse.gateway.account;

import dev.gembourse.events.trading.TradingCommand.PermitShorting;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.view.ShortingView;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.command.CommandContext;
import dev.gembourse.gateway.command.Commands;
import dev.gembourse.gateway.command.Submission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Says which accounts may sell what they do not hold. */
@Tag(name = "Accounts")
@RestController
class ShortingController {

    private final Commands commands;
    private final Clock clock;

    ShortingController(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @Operation(
            summary = "Permit an account to sell short, or end that",
            description =
                    "An account sells short with the side SELL_SHORT: 150 % of what that brings is held until it has bought what it owes."
                            + " Off until it is permitted. Once it is ended, what the account owes stays owed and can be covered.")
    @ApiResponse(
            responseCode = "201",
            description = "The outcome, for a caller who prefers to wait.",
            content = @Content(schema = @Schema(implementation = ShortingView.class)))
    @Access(Rule.ADMINISTER)
    @PutMapping("/v1/accounts/{accountId}/shorting")
    ResponseEntity<Object> permitShorting(
            @PathVariable AccountId accountId, CommandContext context, @RequestBody ShortingRequest request) {
        PermitShorting permit = new PermitShorting(
                OperationId.of(accountId.toString(), context.key().value()),
                accountId,
                request.permitted(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return commands.submit(Submission.of(permit), context);
    }
}
