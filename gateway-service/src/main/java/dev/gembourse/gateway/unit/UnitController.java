package dev.gembourse.gateway.unit;

import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.PageView;
import dev.gembourse.events.view.UnitView;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.command.CommandContext;
import dev.gembourse.gateway.command.Commands;
import dev.gembourse.gateway.command.Submission;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.upstream.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Defines units, changes them and shows them. */
@Tag(name = "Units")
@RestController
@RequestMapping("/v1/units")
class UnitController {

    private final Commands commands;
    private final Units units;
    private final Clock clock;

    UnitController(Commands commands, Units units, Clock clock) {
        this.commands = commands;
        this.units = units;
        this.clock = clock;
    }

    @Operation(
            summary = "Define a unit",
            description =
                    "A currency or a virtual unit, in which accounts can hold amounts from then on. Its code is unique among"
                            + " units and assets; its kind and its scale can never be changed.")
    @ApiResponse(
            responseCode = "201",
            description = "The outcome, for a caller who prefers to wait.",
            content = @Content(schema = @Schema(implementation = UnitView.class)))
    @Access(Rule.ADMINISTER)
    @PostMapping
    ResponseEntity<Object> defineUnit(CommandContext context, @RequestBody DefineUnitRequest request) {
        return submit(request.command(operation(request.unit(), context), now()), context);
    }

    @Operation(
            summary = "Change a unit",
            description =
                    "Changes what is given: the name, or whether more of it may come in. Of a unit that is CLOSED there are"
                            + " no deposits, top-ups and bonuses; what is there can be withdrawn, spent and traded with.")
    @ApiResponse(
            responseCode = "200",
            description = "The outcome, for a caller who prefers to wait.",
            content = @Content(schema = @Schema(implementation = UnitView.class)))
    @Access(Rule.ADMINISTER)
    @PatchMapping("/{unit}")
    ResponseEntity<Object> changeUnit(
            @PathVariable Unit unit, CommandContext context, @RequestBody ChangeUnitRequest request) {
        MarketCommand command = request.command(operation(unit, context), unit, now());
        if (units.isMissing(unit)) {
            throw ProblemException.of(ProblemCode.UNIT_NOT_FOUND, "there is no unit with code " + unit);
        }
        return submit(command, context);
    }

    @Operation(summary = "Show a unit")
    @Access(Rule.OPEN)
    @GetMapping("/{unit}")
    UnitView unit(
            @PathVariable Unit unit,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        return units.find(unit, atLeast);
    }

    @Operation(summary = "List units by code")
    @Access(Rule.OPEN)
    @GetMapping
    Listing<UnitView> units(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        Paging paging = Paging.of(cursor, limit, 100, 1000);
        List<UnitDefinition> found = units.list(after(paging.cursor()), paging.limit() + 1, atLeast);
        boolean more = found.size() > paging.limit();
        List<UnitView> page =
                found.stream().limit(paging.limit()).map(UnitView::of).toList();
        return new Listing<>(
                page, new PageView(paging.limit(), more ? page.getLast().unit().code() : null));
    }

    private ResponseEntity<Object> submit(MarketCommand command, CommandContext context) {
        return commands.submit(Submission.of(command), context);
    }

    /** The cursor of this list is the last code that was shown. */
    private static @Nullable Unit after(@Nullable String cursor) {
        try {
            return cursor == null ? null : new Unit(cursor);
        } catch (IllegalArgumentException e) {
            throw Paging.badCursor();
        }
    }

    private static OperationId operation(Unit unit, CommandContext context) {
        return OperationId.of("unit:" + unit, context.key().value());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
