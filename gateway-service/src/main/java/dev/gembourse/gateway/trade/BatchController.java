package dev.gembourse.gateway.trade;

import dev.gembourse.events.value.Symbol;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.command.BatchContext;
import dev.gembourse.gateway.command.BatchView;
import dev.gembourse.gateway.command.Batches;
import dev.gembourse.gateway.command.Submission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes many trades at once. They travel to Kafka together; each is accepted or not on its own. */
@Tag(name = "Trades")
@RestController
class BatchController {

    private final Batches batches;
    private final TradeDesk desk;

    BatchController(Batches batches, TradeDesk desk) {
        this.batches = batches;
        this.desk = desk;
    }

    @Operation(
            summary = "Trade up to 1,000 times at once",
            description =
                    "Each trade has its own account and idempotency key and is accepted or not on its own; each item of the answer has the status that the trade would have been answered with alone.")
    @ApiResponse(responseCode = "207", description = "One answer per trade, in the order of the request.")
    @Access(Rule.TRADE)
    @PostMapping("/v1/trades:batch")
    ResponseEntity<BatchView> tradeBatch(
            BatchContext context, @RequestBody BatchRequest request, HttpServletRequest http) {
        Map<Symbol, Boolean> asked = new HashMap<>();
        Predicate<Symbol> isMissing = symbol -> asked.computeIfAbsent(symbol, desk::isMissing);
        return batches.answer(
                "trade", request.trades(), BatchItem.class, item -> place(item, isMissing, context), context, http);
    }

    private Submission place(BatchItem item, Predicate<Symbol> isMissing, BatchContext context) {
        context.caller().requireReach(item.accountId(), Rule.TRADE);
        return desk.place(item.accountId(), item.idempotencyKey(), item.trade(), isMissing);
    }
}
