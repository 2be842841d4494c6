package dev.gembourse.gateway.trade;

import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.wire.Json;
import dev.gembourse.events.wire.Pointers;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.command.BatchContext;
import dev.gembourse.gateway.command.Commands;
import dev.gembourse.gateway.command.UnderWay;
import dev.gembourse.gateway.kafka.PublicationLimits;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.problem.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Takes many trades at once. They travel to Kafka together; each is accepted or not on its own. */
@Tag(name = "Trades")
@RestController
class BatchController {

    private static final int MOST_ITEMS = 1000;

    /** A trade that was handed over, or the reason why it was not. */
    private sealed interface Begun {
        record Accepted(UnderWay command) implements Begun {}

        record Turned(ProblemException away) implements Begun {}
    }

    private final Commands commands;
    private final TradeDesk desk;
    private final PublicationLimits limits;

    BatchController(Commands commands, TradeDesk desk, PublicationLimits limits) {
        this.commands = commands;
        this.desk = desk;
        this.limits = limits;
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
        if (request.trades().isEmpty() || request.trades().size() > MOST_ITEMS) {
            throw ProblemException.badMember(
                    "/trades",
                    "expected 1 to %d trades but got %d"
                            .formatted(MOST_ITEMS, request.trades().size()));
        }
        List<Begun> begun = new ArrayList<>(request.trades().size());
        List<BatchView.Item> answers = new ArrayList<>(request.trades().size());
        try {
            beginAll(request.trades(), context, begun);
            begun.forEach(trade -> answers.add(finish(trade, http)));
        } finally {
            begun.forEach(BatchController::close);
        }
        return ResponseEntity.status(HttpStatus.MULTI_STATUS).body(new BatchView(answers));
    }

    private void beginAll(List<JsonNode> trades, BatchContext context, List<Begun> begun) {
        Map<Symbol, Boolean> asked = new HashMap<>();
        Predicate<Symbol> isMissing = symbol -> asked.computeIfAbsent(symbol, desk::isMissing);
        long deadline = System.nanoTime() + limits.ackTimeout().toNanos();
        for (JsonNode trade : trades) {
            begun.add(
                    System.nanoTime() < deadline
                            ? begin(trade, begun.size(), isMissing, context)
                            : new Begun.Turned(ProblemException.of(
                                    ProblemCode.SERVICE_UNAVAILABLE, "Kafka took too long; this trade was not sent")));
        }
    }

    private Begun begin(JsonNode trade, int index, Predicate<Symbol> isMissing, BatchContext context) {
        try {
            BatchItem item = read(trade, index);
            context.caller().requireReach(item.accountId(), Rule.TRADE);
            return new Begun.Accepted(commands.begin(
                    desk.place(item.accountId(), item.idempotencyKey(), item.trade(), isMissing),
                    context.trace(),
                    context.patience()));
        } catch (ProblemException e) {
            return new Begun.Turned(e);
        }
    }

    private BatchView.Item finish(Begun begun, HttpServletRequest http) {
        try {
            return switch (begun) {
                case Begun.Accepted(UnderWay command) -> BatchView.Item.of(commands.finish(command));
                case Begun.Turned(ProblemException reason) -> throw reason;
            };
        } catch (ProblemException e) {
            return BatchView.Item.of(Problems.document(e, http), e.isReplayed());
        }
    }

    private static BatchItem read(JsonNode trade, int index) {
        if (trade.isNull()) {
            throw ProblemException.badMember("/trades/" + index, "expected a trade but got null");
        }
        try {
            return Json.STRICT.treeToValue(trade, BatchItem.class);
        } catch (JacksonException e) {
            throw ProblemException.badMember("/trades/" + index + Pointers.of(e), Json.explain(e));
        }
    }

    private static void close(Begun begun) {
        if (begun instanceof Begun.Accepted(UnderWay command)) {
            command.close();
        }
    }
}
