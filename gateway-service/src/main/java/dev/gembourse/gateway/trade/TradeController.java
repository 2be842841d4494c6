package dev.gembourse.gateway.trade;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.gateway.command.CommandContext;
import dev.gembourse.gateway.command.Commands;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes single trades. */
@RestController
class TradeController {

    private final Commands commands;
    private final TradeDesk desk;

    TradeController(Commands commands, TradeDesk desk) {
        this.commands = commands;
        this.desk = desk;
    }

    @PostMapping("/v1/accounts/{accountId}/trades")
    ResponseEntity<Object> trade(
            @PathVariable AccountId accountId, CommandContext context, @RequestBody TradeRequest request) {
        return commands.submit(desk.place(accountId, context.key(), request), context);
    }
}
