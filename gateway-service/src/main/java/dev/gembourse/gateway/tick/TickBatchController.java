package dev.gembourse.gateway.tick;

import dev.gembourse.events.market.TickSource;
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

/** Takes many ticks of one source at once. They travel to Kafka together, those of an asset in their order; each is accepted or not on its own. */
@Tag(name = "Assets")
@RestController
class TickBatchController {

    private final Batches batches;
    private final Ticks ticks;

    TickBatchController(Batches batches, Ticks ticks) {
        this.batches = batches;
        this.ticks = ticks;
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
        TickSource source = TickController.sourceOf(context.caller(), request.source());
        Map<Symbol, Boolean> asked = new HashMap<>();
        Predicate<Symbol> isMissing = symbol -> asked.computeIfAbsent(symbol, ticks::isMissing);
        return batches.answer(
                "tick",
                request.ticks(),
                TickBatchRequest.Item.class,
                item -> tick(source, item, isMissing),
                context,
                http);
    }

    private Submission tick(TickSource source, TickBatchRequest.Item item, Predicate<Symbol> isMissing) {
        return Submission.of(TickController.read(() -> ticks.tick(
                item.symbol(), source, item.sequence(), item.price(), item.available(), item.time(), isMissing)));
    }
}
