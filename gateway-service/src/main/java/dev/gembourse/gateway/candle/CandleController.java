package dev.gembourse.gateway.candle;

import dev.gembourse.events.market.Candle;
import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.market.MarketCommand.ImportCandles;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.CandleImportView;
import dev.gembourse.events.view.CandleView;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.StatisticsView;
import dev.gembourse.events.view.TapeView;
import dev.gembourse.events.view.TickView;
import dev.gembourse.events.wire.Json;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.asset.Assets;
import dev.gembourse.gateway.command.CommandContext;
import dev.gembourse.gateway.command.Commands;
import dev.gembourse.gateway.command.Submission;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.upstream.Paging;
import dev.gembourse.gateway.upstream.Processor;
import dev.gembourse.gateway.upstream.TimeRange;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;

/** Shows what an asset cost, and takes in candles that were made elsewhere. */
@Tag(name = "Assets")
@RestController
@RequestMapping("/v1/assets/{symbol}")
class CandleController {

    private static final String CSV = "text/csv";
    private static final int LARGEST_RECORD = 900_000;
    private static final String INTERVAL = "How much time a candle covers.";

    private final Commands commands;
    private final Assets assets;
    private final Processor processor;
    private final Clock clock;

    CandleController(Commands commands, Assets assets, Processor processor, Clock clock) {
        this.commands = commands;
        this.assets = assets;
        this.processor = processor;
        this.clock = clock;
    }

    @Operation(
            summary = "Show candles, oldest first",
            description =
                    "Candles that begin in a range of time (both ends inclusive), in UTC. There is none for a time in which nobody told a price.")
    @Access(Rule.OPEN)
    @GetMapping("/candles")
    Listing<CandleView> candles(
            @PathVariable Symbol symbol,
            @Parameter(description = INTERVAL) @RequestParam CandleInterval interval,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        return processor.candles(
                symbol, interval, TimeRange.of(from, to), Paging.of(cursor, limit, 500, 5000), atLeast);
    }

    @Operation(
            summary = "Show ticks, newest first",
            description = "Prices that sources and operators told, in a range of time (both ends inclusive).")
    @Access(Rule.OPEN)
    @GetMapping("/ticks")
    Listing<TickView> ticks(
            @PathVariable Symbol symbol,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        return processor.ticks(symbol, TimeRange.of(from, to), Paging.of(cursor, limit, 100, 1000), atLeast);
    }

    @Operation(
            summary = "Show what prices were like",
            description =
                    "The highest, lowest and average price and the volume of a range of time (both ends inclusive).")
    @Access(Rule.OPEN)
    @GetMapping("/statistics")
    StatisticsView statistics(
            @PathVariable Symbol symbol,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        return processor.statistics(symbol, TimeRange.of(from, to), atLeast);
    }

    @Operation(
            summary = "Show the newest trades",
            description =
                    "What was traded of an asset within the last days, in a range of time (both ends inclusive), newest first, without who it was.")
    @Access(Rule.OPEN)
    @GetMapping("/trades")
    List<TapeView> assetTrades(
            @PathVariable Symbol symbol,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        return processor.tape(symbol, TimeRange.of(from, to), Paging.of(null, limit, 50, 1000), atLeast);
    }

    @Operation(
            summary = "Import candles",
            description =
                    "All of them or none: as CSV with a header line time,open,high,low,close,volume (a column symbol may be there), or as JSON. Every bad row is listed, the first hundred with their lines. Candles that are there already stay as they are; when one differs, the import is refused. Prices of now do not change.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(mediaType = CSV, schema = @Schema(type = "string")),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = ImportRequest.class))
                            }))
    @ApiResponse(
            responseCode = "200",
            description = "The outcome, for a caller who prefers to wait.",
            content = @Content(schema = @Schema(implementation = CandleImportView.class)))
    @Access(Rule.OPERATE)
    @PostMapping(
            path = "/candles",
            consumes = {CSV, MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<Object> importCandles(
            @PathVariable Symbol symbol,
            @Parameter(description = "How much time a candle covers; JSON says it in the body.")
                    @RequestParam(required = false)
                    @Nullable
                    CandleInterval interval,
            CommandContext context,
            HttpServletRequest request)
            throws IOException {
        ImportCandles command = command(symbol, interval, context, request);
        if (assets.isMissing(symbol)) {
            throw ProblemException.of(ProblemCode.ASSET_NOT_FOUND, "there is no asset with symbol " + symbol);
        }
        Submission submission = Submission.of(command);
        int bytes = submission.message().value().length;
        if (bytes > LARGEST_RECORD) {
            throw ProblemException.of(
                    ProblemCode.CONTENT_TOO_LARGE,
                    "expected candles that make a record of at most " + LARGEST_RECORD + " bytes but got " + bytes
                            + "; import them in parts");
        }
        return commands.submit(submission, context);
    }

    private ImportCandles command(
            Symbol symbol, @Nullable CandleInterval interval, CommandContext context, HttpServletRequest request)
            throws IOException {
        OperationId operation = OperationId.of("asset:" + symbol, context.key().value());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        byte[] body = request.getInputStream().readAllBytes();
        if (!MediaType.parseMediaType(request.getContentType()).isCompatibleWith(MediaType.parseMediaType(CSV))) {
            ImportRequest wanted = json(body, request);
            if (interval != null && interval != wanted.interval()) {
                throw ProblemException.badParameter(
                        "interval", "expected what the body says, " + wanted.interval() + ", but got " + interval);
            }
            return new ImportCandles(operation, symbol, wanted.interval(), wanted.read(), now);
        }
        if (interval == null) {
            throw ProblemException.badParameter("interval", "expected one of 1m, 5m, 1h and 1d but got none");
        }
        List<Candle> candles = CandleFile.read(new String(body, StandardCharsets.UTF_8), symbol, interval);
        return new ImportCandles(operation, symbol, interval, candles, now);
    }

    private static ImportRequest json(byte[] body, HttpServletRequest request) {
        try {
            ImportRequest wanted = body.length == 0 ? null : Json.STRICT.readValue(body, ImportRequest.class);
            if (wanted != null) {
                return wanted;
            }
            throw new HttpMessageNotReadableException("no body", new ServletServerHttpRequest(request));
        } catch (JacksonException e) {
            throw new HttpMessageNotReadableException(
                    "not the expected JSON", e, new ServletServerHttpRequest(request));
        }
    }
}
