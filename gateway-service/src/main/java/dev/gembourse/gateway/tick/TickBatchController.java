package dev.gembourse.gateway.tick;

import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.wire.Json;
import dev.gembourse.events.wire.Pointers;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.command.BatchContext;
import dev.gembourse.gateway.command.Commands;
import dev.gembourse.gateway.command.Submission;
import dev.gembourse.gateway.command.UnderWay;
import dev.gembourse.gateway.kafka.PublicationLimits;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.problem.Problems;
import dev.gembourse.gateway.trade.BatchView;
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

/** Takes many ticks of one source at once. They travel to Kafka together, those of an asset in their order; each is accepted or not on its own. */
@Tag(name = "Assets")
@RestController
class TickBatchController {

    private static final int MOST_ITEMS = 1000;

    /** A tick that was handed over, or the reason why it was not. */
    private sealed interface Begun {
        record Accepted(UnderWay command) implements Begun {}

        record Turned(ProblemException away) implements Begun {}
    }

    private final Commands commands;
    private final Ticks ticks;
    private final PublicationLimits limits;

    TickBatchController(Commands commands, Ticks ticks, PublicationLimits limits) {
        this.commands = commands;
        this.ticks = ticks;
        this.limits = limits;
    }

    @Operation(
            summary = "Tell up to 1,000 prices at once",
            description =
                    "Each tick is accepted or not on its own; each item of the answer has the status that the tick would have been answered with alone.")
    @ApiResponse(responseCode = "207", description = "One answer per tick, in the order of the request.")
    @Access(Rule.OPERATE)
    @PostMapping("/v1/ticks:batch")
    ResponseEntity<BatchView> tellAll(
            BatchContext context, @RequestBody TickBatchRequest request, HttpServletRequest http) {
        if (request.ticks().isEmpty() || request.ticks().size() > MOST_ITEMS) {
            throw ProblemException.badMember(
                    "/ticks",
                    "expected 1 to %d ticks but got %d"
                            .formatted(MOST_ITEMS, request.ticks().size()));
        }
        TickSource source = TickController.sourceOf(context.caller(), request.source());
        List<Begun> begun = new ArrayList<>(request.ticks().size());
        List<BatchView.Item> answers = new ArrayList<>(request.ticks().size());
        try {
            beginAll(source, request.ticks(), context, begun);
            begun.forEach(tick -> answers.add(finish(tick, http)));
        } finally {
            begun.forEach(TickBatchController::close);
        }
        return ResponseEntity.status(HttpStatus.MULTI_STATUS).body(new BatchView(answers));
    }

    private void beginAll(TickSource source, List<JsonNode> all, BatchContext context, List<Begun> begun) {
        Map<Symbol, Boolean> asked = new HashMap<>();
        Predicate<Symbol> isMissing = symbol -> asked.computeIfAbsent(symbol, ticks::isMissing);
        long deadline = System.nanoTime() + limits.ackTimeout().toNanos();
        for (JsonNode tick : all) {
            begun.add(
                    System.nanoTime() < deadline
                            ? begin(source, tick, begun.size(), isMissing, context)
                            : new Begun.Turned(ProblemException.of(
                                    ProblemCode.SERVICE_UNAVAILABLE, "Kafka took too long; this tick was not sent")));
        }
    }

    private Begun begin(
            TickSource source, JsonNode node, int index, Predicate<Symbol> isMissing, BatchContext context) {
        try {
            TickBatchRequest.Item item = read(node, index);
            Submission tick = Submission.of(TickController.read(() -> ticks.tick(
                    item.symbol(), source, item.sequence(), item.price(), item.available(), item.time(), isMissing)));
            return new Begun.Accepted(commands.begin(tick, context.trace(), context.patience()));
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

    private static TickBatchRequest.Item read(JsonNode tick, int index) {
        if (tick.isNull()) {
            throw ProblemException.badMember("/ticks/" + index, "expected a tick but got null");
        }
        try {
            return Json.STRICT.treeToValue(tick, TickBatchRequest.Item.class);
        } catch (JacksonException e) {
            throw ProblemException.badMember("/ticks/" + index + Pointers.of(e), Json.explain(e));
        }
    }

    private static void close(Begun begun) {
        if (begun instanceof Begun.Accepted(UnderWay command)) {
            command.close();
        }
    }
}
