package dev.gembourse.gateway.account;

import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.GrantBonus;
import dev.gembourse.events.trading.TradingCommand.Purchase;
import dev.gembourse.events.trading.TradingCommand.TopUp;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Reference;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.WalletReceiptView;
import dev.gembourse.events.view.WalletView;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.command.CommandContext;
import dev.gembourse.gateway.command.Commands;
import dev.gembourse.gateway.command.Submission;
import dev.gembourse.gateway.unit.Units;
import dev.gembourse.gateway.upstream.Paging;
import dev.gembourse.gateway.upstream.Processor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an account has of each currency and virtual unit, and how that comes in and is spent. */
@Tag(name = "Wallets")
@RestController
@RequestMapping("/v1/accounts/{accountId}")
class WalletController {

    /** A command that moves money between a wallet and the treasury. */
    private interface Movement {
        TradingCommand of(
                OperationId operation,
                AccountId account,
                Money money,
                @Nullable Reference reference,
                @Nullable StreamPosition definedAt,
                Instant submittedAt);
    }

    private final Commands commands;
    private final Units units;
    private final Processor processor;
    private final Clock clock;

    WalletController(Commands commands, Units units, Processor processor, Clock clock) {
        this.commands = commands;
        this.units = units;
        this.processor = processor;
        this.clock = clock;
    }

    @Operation(summary = "Top up a wallet", description = "What the player has paid for comes in from the treasury.")
    @ApiResponse(
            responseCode = "201",
            description = "The outcome, for a caller who prefers to wait.",
            content = @Content(schema = @Schema(implementation = WalletReceiptView.class)))
    @Access(Rule.FUND)
    @PostMapping("/wallet/top-ups")
    ResponseEntity<Object> topUp(
            @PathVariable AccountId accountId, CommandContext context, @RequestBody WalletRequest request) {
        return submit(TopUp::new, accountId, request, context);
    }

    @Operation(summary = "Grant a bonus", description = "A present of the house comes in from the treasury.")
    @ApiResponse(
            responseCode = "201",
            description = "The outcome, for a caller who prefers to wait.",
            content = @Content(schema = @Schema(implementation = WalletReceiptView.class)))
    @Access(Rule.ADMINISTER)
    @PostMapping("/wallet/bonuses")
    ResponseEntity<Object> bonus(
            @PathVariable AccountId accountId, CommandContext context, @RequestBody WalletRequest request) {
        return submit(GrantBonus::new, accountId, request, context);
    }

    @Operation(
            summary = "Spend from a wallet",
            description =
                    "Pays the treasury for what the reference names. Refused with INSUFFICIENT_CASH when too little of the"
                            + " unit is available.")
    @ApiResponse(
            responseCode = "201",
            description = "The outcome, for a caller who prefers to wait.",
            content = @Content(schema = @Schema(implementation = WalletReceiptView.class)))
    @Access(Rule.FUND)
    @PostMapping("/wallet/purchases")
    ResponseEntity<Object> purchase(
            @PathVariable AccountId accountId, CommandContext context, @RequestBody WalletRequest request) {
        return submit(Purchase::new, accountId, request, context);
    }

    @Operation(
            summary = "List wallets",
            description =
                    "One for each unit that there is, by code, also where nothing was ever held. Assets are no units: see the"
                            + " account's positions.")
    @Access(Rule.READ)
    @GetMapping("/wallets")
    Listing<WalletView> wallets(
            @PathVariable AccountId accountId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        return processor.wallets(accountId, Paging.of(cursor, limit, 50, 500), atLeast);
    }

    @Operation(summary = "Show a wallet", description = "Zeros where nothing was ever held.")
    @Access(Rule.READ)
    @GetMapping("/wallets/{unit}")
    WalletView wallet(
            @PathVariable AccountId accountId,
            @PathVariable Unit unit,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        return processor.wallet(accountId, unit, atLeast);
    }

    private ResponseEntity<Object> submit(
            Movement movement, AccountId account, WalletRequest request, CommandContext context) {
        Units.Named it = request.money(units);
        return commands.submit(
                Submission.of(movement.of(
                        OperationId.of(account.toString(), context.key().value()),
                        account,
                        it.money(),
                        request.reference(),
                        it.definedAt(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS))),
                context);
    }
}
