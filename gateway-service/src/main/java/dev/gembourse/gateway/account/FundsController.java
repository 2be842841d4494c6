package dev.gembourse.gateway.account;

import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.trading.TradingCommand.SendGift;
import dev.gembourse.events.trading.TradingCommand.Withdraw;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.view.GiftView;
import dev.gembourse.events.view.TransferReceiptView;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.command.CommandContext;
import dev.gembourse.gateway.command.Commands;
import dev.gembourse.gateway.command.Submission;
import dev.gembourse.gateway.unit.Units;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Moves money into accounts, out of them, and from one to another. */
@Tag(name = "Accounts")
@RestController
@RequestMapping("/v1/accounts/{accountId}")
class FundsController {

    private final Commands commands;
    private final Units units;
    private final Recipients recipients;
    private final Clock clock;

    FundsController(Commands commands, Units units, Recipients recipients, Clock clock) {
        this.commands = commands;
        this.recipients = recipients;
        this.units = units;
        this.clock = clock;
    }

    @Operation(summary = "Deposit money")
    @ApiResponse(
            responseCode = "201",
            description = "The outcome, for a caller who prefers to wait.",
            content = @Content(schema = @Schema(implementation = TransferReceiptView.class)))
    @Access(Rule.FUND)
    @PostMapping("/deposits")
    ResponseEntity<Object> deposit(
            @PathVariable AccountId accountId, CommandContext context, @RequestBody FundsRequest request) {
        Units.Named it = request.money("", units);
        return commands.submit(
                Submission.of(new Deposit(operation(accountId, context), accountId, it.money(), it.definedAt(), now())),
                context);
    }

    @Operation(summary = "Withdraw money", description = "Refused with INSUFFICIENT_CASH when too little is available.")
    @ApiResponse(
            responseCode = "201",
            description = "The outcome, for a caller who prefers to wait.",
            content = @Content(schema = @Schema(implementation = TransferReceiptView.class)))
    @Access(Rule.FUND)
    @PostMapping("/withdrawals")
    ResponseEntity<Object> withdraw(
            @PathVariable AccountId accountId, CommandContext context, @RequestBody FundsRequest request) {
        Units.Named it = request.money("", units);
        return commands.submit(
                Submission.of(
                        new Withdraw(operation(accountId, context), accountId, it.money(), it.definedAt(), now())),
                context);
    }

    @Operation(
            summary = "Give money to another player",
            description =
                    "The outcome is that the gift has left the account. The operation 'receipt' is its arrival; if that is refused, the gift comes back, as the statement shows.")
    @ApiResponse(
            responseCode = "201",
            description = "The outcome, for a caller who prefers to wait.",
            content = @Content(schema = @Schema(implementation = GiftView.class)))
    @Access(Rule.FUND)
    @PostMapping("/gifts")
    ResponseEntity<Object> give(
            @PathVariable AccountId accountId, CommandContext context, @RequestBody GiftRequest request) {
        SendGift gift = request.command(operation(accountId, context), accountId, units, now());
        recipients.require(accountId, request.to());
        return commands.submit(Submission.of(gift), context);
    }

    private static OperationId operation(AccountId account, CommandContext context) {
        return OperationId.of(account.toString(), context.key().value());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
