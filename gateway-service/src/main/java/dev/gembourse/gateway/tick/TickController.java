package dev.gembourse.gateway.tick;

import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.PriceTickView;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Caller;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.command.Answer;
import dev.gembourse.gateway.command.BatchContext;
import dev.gembourse.gateway.command.Commands;
import dev.gembourse.gateway.command.Submission;
import dev.gembourse.gateway.command.UnderWay;
import dev.gembourse.gateway.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes a price that somebody tells. It needs no idempotency key: source and sequence, or source and time, say which tick it is. */
@Tag(name = "Assets")
@RestController
class TickController {

    private final Commands commands;
    private final Ticks ticks;

    TickController(Commands commands, Ticks ticks) {
        this.commands = commands;
        this.ticks = ticks;
    }

    @Operation(
            summary = "Tell a price",
            description =
                    "The same source and sequence (or, without a sequence, the same source and time) are the same tick, told any number of times.")
    @ApiResponse(
            responseCode = "201",
            description = "The outcome, for a caller who prefers to wait.",
            content = @Content(schema = @Schema(implementation = PriceTickView.class)))
    @ApiResponse(
            responseCode = "202",
            description = "The tick is in the log; Location says where to ask what becomes of it.",
            content = @Content(schema = @Schema(implementation = Answer.Pending.class)))
    @Access(Rule.OPERATE)
    @PostMapping("/v1/assets/{symbol}/ticks")
    ResponseEntity<Object> tell(@PathVariable Symbol symbol, BatchContext context, @RequestBody TickRequest told) {
        Submission tick = Submission.of(read(() -> ticks.tick(
                symbol,
                sourceOf(context.caller(), told.source()),
                told.sequence(),
                told.price(),
                told.available(),
                told.time(),
                ticks::isMissing)));
        try (UnderWay underWay = commands.begin(tick, context.trace(), context.patience())) {
            return commands.finish(underWay).toResponse();
        }
    }

    static TickSource sourceOf(Caller caller, @Nullable TickSource told) {
        return told == null ? new TickSource("rest:" + caller.username()) : told;
    }

    /** What a tick refuses to be is the fault of its amount, the only member that has no type of its own. */
    static <T> T read(Supplier<T> tick) {
        try {
            return tick.get();
        } catch (IllegalArgumentException e) {
            throw ProblemException.badMember("/available", String.valueOf(e.getMessage()));
        }
    }
}
