package dev.gembourse.gateway.account;

import dev.gembourse.events.trading.TradingCommand.OpenAccount;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Username;
import dev.gembourse.events.value.Uuids;
import dev.gembourse.events.view.AccountView;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.command.CommandContext;
import dev.gembourse.gateway.command.Commands;
import dev.gembourse.gateway.command.Submission;
import dev.gembourse.gateway.unit.Units;
import dev.gembourse.gateway.upstream.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
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

/** Opens accounts and shows them. */
@Tag(name = "Accounts")
@RestController
@RequestMapping("/v1/accounts")
class AccountController {

    private final Commands commands;
    private final Accounts accounts;
    private final Units units;
    private final Clock clock;

    AccountController(Commands commands, Accounts accounts, Units units, Clock clock) {
        this.commands = commands;
        this.accounts = accounts;
        this.units = units;
        this.clock = clock;
    }

    @Operation(
            summary = "Open an account",
            description = "With an optional first deposit. The name is unique ignoring case.")
    @ApiResponse(
            responseCode = "201",
            description = "The outcome, for a caller who prefers to wait.",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    @Access(Rule.OPERATE)
    @PostMapping
    ResponseEntity<Object> open(CommandContext context, @RequestBody OpenAccountRequest request) {
        String key = context.key().value();
        AccountId id = new AccountId(Uuids.nameBased(context.caller().keyScope() + key));
        Units.Named initial = request.initialDeposit() == null
                ? null
                : request.initialDeposit().money("/initialDeposit", units);
        return commands.submit(
                Submission.of(new OpenAccount(
                        OperationId.of(id.toString(), key),
                        id,
                        request.username(),
                        initial == null ? null : initial.money(),
                        initial == null ? null : initial.definedAt(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS))),
                context);
    }

    @Operation(
            summary = "Show an account",
            description =
                    "Gems, rank and tradeCount are absent while the leaderboard is away, or has not got to know the account. With at-least it has, or the answer is NOT_YET_APPLIED: then only a leaderboard that is away is passed over.")
    @Access(Rule.READ)
    @GetMapping("/{accountId}")
    AccountView account(
            @PathVariable AccountId accountId,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        return accounts.find(accountId, atLeast);
    }

    @Operation(
            summary = "Find an account by name, or list accounts",
            description = "With username one account, else a page.")
    @ApiResponse(
            responseCode = "200",
            description = "An account, or a page of accounts.",
            content = @Content(schema = @Schema(oneOf = {AccountView.class, AccountPage.class})))
    @Access(Rule.OVERSEE)
    @GetMapping
    ResponseEntity<Object> accounts(
            @RequestParam(required = false) @Nullable Username username,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        return ResponseEntity.ok(
                username != null
                        ? accounts.find(username, atLeast)
                        : accounts.list(Paging.of(cursor, limit, 50, 500), atLeast));
    }
}
