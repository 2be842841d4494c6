package dev.gembourse.gateway.trade;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.view.TradeView;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.command.CommandContext;
import dev.gembourse.gateway.command.Commands;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes single trades. Most come by {@link TradeFilter}. */
@Tag(name = "Trades")
@RestController
class TradeController {

    static final String ROUTE = "/v1/accounts/{accountId}/trades";

    private final Commands commands;
    private final TradeDesk desk;

    TradeController(Commands commands, TradeDesk desk) {
        this.commands = commands;
        this.desk = desk;
    }

    @Operation(
            summary = "Buy or sell at the house price",
            description =
                    "Give either the quantity or the notional, what it is to cost. The price is the one that holds when the trade is settled, not older than the newest that this gateway has shown.")
    @ApiResponse(
            responseCode = "201",
            description = "The outcome, for a caller who prefers to wait.",
            content = @Content(schema = @Schema(implementation = TradeView.class)))
    @Access(Rule.TRADE)
    @PostMapping(ROUTE)
    ResponseEntity<Object> trade(
            @PathVariable AccountId accountId, CommandContext context, @RequestBody TradeRequest request) {
        return commands.submit(desk.place(accountId, context.key(), request), context);
    }
}
