package dev.gembourse.gateway.statement;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.BalancesView;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.TransferView;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.upstream.Moment;
import dev.gembourse.gateway.upstream.Paging;
import dev.gembourse.gateway.upstream.Processor;
import dev.gembourse.gateway.upstream.StatementFilter;
import dev.gembourse.gateway.upstream.TimeRange;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows every transfer of an account, and what it held at any time. */
@Tag(name = "Books")
@RestController
@RequestMapping("/v1/accounts/{accountId}")
class StatementController {

    private static final String UNIT = "Only this currency, virtual unit or asset.";
    private static final int ORDINARY_PAGE = 50;
    private static final int LARGEST_PAGE = 500;

    private final Processor processor;

    StatementController(Processor processor) {
        this.processor = processor;
    }

    @Operation(
            summary = "Show the statement, newest first",
            description =
                    "Every transfer with the balance before and after it; in a range of time (both ends inclusive), of one unit and kind or of all. A page may have fewer transfers than asked for, or none; only the last has no nextCursor.")
    @Access(Rule.READ)
    @GetMapping("/transfers")
    Listing<TransferView> transfers(
            @PathVariable AccountId accountId,
            @Parameter(description = UNIT) @RequestParam(required = false) @Nullable Unit unit,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        StatementFilter filter = new StatementFilter(unit, kind, TimeRange.of(from, to));
        Paging paging = Paging.of(cursor, limit, ORDINARY_PAGE, LARGEST_PAGE);
        return processor.transfers(accountId, filter, paging, atLeast);
    }

    @Operation(
            summary = "Export the statement, oldest first",
            description =
                    "All of it, or of a range of time (both ends inclusive), a unit and a kind, as it is when the export begins: as CSV (RFC 4180, with a header row; text that a spreadsheet would take for a formula begins with an apostrophe) or as JSON Lines. If it cannot be finished, the connection is broken off: a file whose transfer ended in order is complete.")
    @ApiResponse(
            responseCode = "200",
            description = "The file.",
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                @Content(mediaType = "application/jsonl", schema = @Schema(implementation = TransferView.class))
            })
    @Access(Rule.READ)
    @GetMapping("/transfers/export")
    void exportTransfers(
            @PathVariable AccountId accountId,
            @Parameter(
                            schema =
                                    @Schema(
                                            allowableValues = {"csv", "jsonl"},
                                            defaultValue = "csv"))
                    @RequestParam(defaultValue = "csv")
                    String format,
            @Parameter(description = UNIT) @RequestParam(required = false) @Nullable Unit unit,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        StatementFilter filter = new StatementFilter(unit, kind, TimeRange.of(from, to));
        Export export = new Export(
                ExportFormat.of(format),
                "transfers-" + accountId,
                cursor -> processor.transfersOldestFirst(accountId, filter, new Paging(cursor, LARGEST_PAGE), atLeast));
        export.writeTo(response, request.getMethod().equals("HEAD"));
    }

    @Operation(
            summary = "Show what an account held",
            description =
                    "Every currency, virtual unit and asset of which it had more than nothing at a time, or after an event of its journal; now if 'at' is left out. The answer's asOf is the last event that is counted in: asked for as 'at' it gives the same answer for ever.")
    @Access(Rule.READ)
    @GetMapping("/balances")
    BalancesView balances(
            @PathVariable AccountId accountId,
            @RequestParam(required = false) @Nullable Moment at,
            @Parameter(description = UNIT) @RequestParam(required = false) @Nullable Unit unit,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        return processor.balances(accountId, unit, at, atLeast);
    }
}
