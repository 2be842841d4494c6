package dev.gembourse.gateway.asset;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.market.MarketCommand.RetireAsset;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.AssetView;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.PageView;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.command.CommandContext;
import dev.gembourse.gateway.command.Commands;
import dev.gembourse.gateway.command.Submission;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.unit.Units;
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
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Brings assets to the market, changes and retires them, and shows them at their prices. */
@Tag(name = "Assets")
@RestController
@RequestMapping("/v1/assets")
class AssetController {

    private final Commands commands;
    private final Assets assets;
    private final Units units;
    private final Clock clock;

    AssetController(Commands commands, Assets assets, Units units, Clock clock) {
        this.commands = commands;
        this.assets = assets;
        this.units = units;
        this.clock = clock;
    }

    @Operation(summary = "Bring an asset to the market")
    @ApiResponse(
            responseCode = "201",
            description = "The outcome, for a caller who prefers to wait.",
            content = @Content(schema = @Schema(implementation = AssetView.class)))
    @Access(Rule.OPERATE)
    @PostMapping
    ResponseEntity<Object> create(CommandContext context, @RequestBody CreateAssetRequest request) {
        return submit(request.command(operation(request.symbol(), context), units, now()), context);
    }

    @Operation(
            summary = "Change an asset",
            description = "Changes what is given: the name, the price, or whether it is ACTIVE or HALTED.")
    @ApiResponse(
            responseCode = "200",
            description = "The outcome, for a caller who prefers to wait.",
            content = @Content(schema = @Schema(implementation = AssetView.class)))
    @Access(Rule.OPERATE)
    @PatchMapping("/{symbol}")
    ResponseEntity<Object> change(
            @PathVariable Symbol symbol, CommandContext context, @RequestBody ChangeAssetRequest request) {
        MarketCommand command = request.command(operation(symbol, context), symbol, now());
        requireKnown(symbol);
        return submit(command, context);
    }

    @Operation(
            summary = "Retire an asset",
            description = "Buys end at once. Refused with ASSET_HELD while somebody holds it; holders can always sell.")
    @ApiResponse(
            responseCode = "200",
            description = "The outcome, for a caller who prefers to wait.",
            content = @Content(schema = @Schema(implementation = AssetView.class)))
    @Access(Rule.OPERATE)
    @DeleteMapping("/{symbol}")
    ResponseEntity<Object> retire(@PathVariable Symbol symbol, CommandContext context) {
        requireKnown(symbol);
        return submit(new RetireAsset(operation(symbol, context), symbol, now()), context);
    }

    @Operation(summary = "Show an asset at its newest price")
    @Access(Rule.OPEN)
    @GetMapping("/{symbol}")
    AssetView asset(
            @PathVariable Symbol symbol,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        return assets.find(symbol, atLeast);
    }

    @Operation(summary = "List assets by symbol")
    @Access(Rule.OPEN)
    @GetMapping
    Listing<AssetView> assets(
            @RequestParam(required = false) @Nullable AssetStatus status,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        Paging paging = Paging.of(cursor, limit, 100, 1000);
        List<Asset> found = assets.list(
                after(paging.cursor()),
                paging.limit() + 1,
                asset -> status == null || asset.status() == status,
                atLeast);
        boolean more = found.size() > paging.limit();
        List<Asset> page = more ? found.subList(0, paging.limit()) : found;
        return new Listing<>(
                page.stream().map(AssetView::of).toList(),
                new PageView(paging.limit(), more ? page.getLast().symbol().value() : null));
    }

    private ResponseEntity<Object> submit(MarketCommand command, CommandContext context) {
        return commands.submit(Submission.of(command), context);
    }

    private void requireKnown(Symbol symbol) {
        if (assets.isMissing(symbol)) {
            throw ProblemException.of(ProblemCode.ASSET_NOT_FOUND, "there is no asset with symbol " + symbol);
        }
    }

    /** The cursor of this list is the last symbol that was shown. */
    private static @Nullable Symbol after(@Nullable String cursor) {
        try {
            return cursor == null ? null : new Symbol(cursor);
        } catch (IllegalArgumentException e) {
            throw Paging.badCursor();
        }
    }

    private static OperationId operation(Symbol symbol, CommandContext context) {
        return OperationId.of("asset:" + symbol, context.key().value());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
