package dev.gembourse.gateway.trade;

import dev.gembourse.events.trading.TradingCommand.ClosePosition;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.TradeView;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.command.CommandContext;
import dev.gembourse.gateway.command.Commands;
import dev.gembourse.gateway.command.Submission;
import dev.gembourse.gateway.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Closes positions. */
@Tag(name = "Trades")
@RestController
class CloseController {

    private static final BigDecimal ALL = new BigDecimal(100);

    private final Commands commands;
    private final TradeDesk desk;
    private final Clock clock;

    CloseController(Commands commands, TradeDesk desk, Clock clock) {
        this.commands = commands;
        this.desk = desk;
        this.clock = clock;
    }

    @Operation(
            summary = "Close a position, or a part of it",
            description =
                    "Sells at the house price what is held when it is settled, or buys what is owed of a short position: all of it, a quantity, or a percentage, rounded down to the asset's smallest quantity. Of several requests to close all of a position exactly one settles; the others are refused with NO_POSITION.")
    @ApiResponse(
            responseCode = "201",
            description = "The outcome, for a caller who prefers to wait.",
            content = @Content(schema = @Schema(implementation = TradeView.class)))
    @Access(Rule.TRADE)
    @PostMapping("/v1/accounts/{accountId}/positions/{symbol}/close")
    ResponseEntity<Object> closePosition(
            @PathVariable AccountId accountId,
            @PathVariable Symbol symbol,
            CommandContext context,
            @RequestBody CloseRequest request) {
        if (request.quantity() != null && request.percentage() != null) {
            throw ProblemException.badMember("", "expected at most one of quantity and percentage");
        }
        BigDecimal percentage =
                request.percentage() == null ? null : request.percentage().value();
        if (percentage != null && percentage.compareTo(ALL) > 0) {
            throw ProblemException.badMember("/percentage", "expected more than 0 and at most 100");
        }
        StreamPosition quoted = desk.quote(symbol, request.quantity(), desk::isMissing);
        ClosePosition close = new ClosePosition(
                OperationId.of(accountId.toString(), context.key().value()),
                accountId,
                symbol,
                request.quantity(),
                percentage,
                quoted,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return commands.submit(Submission.of(close), context);
    }
}
