package dev.gembourse.gateway.order;

import dev.gembourse.events.order.OrderStatus;
import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.trading.TradingCommand.CancelOrders;
import dev.gembourse.events.trading.TradingCommand.PlaceOrder;
import dev.gembourse.events.trading.TradingCommand.ReplaceOrder;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.ClientOrderId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.CancellationView;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.OrderView;
import dev.gembourse.events.view.ReplacementView;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.command.CommandContext;
import dev.gembourse.gateway.command.Commands;
import dev.gembourse.gateway.command.Submission;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.trade.TradeDesk;
import dev.gembourse.gateway.upstream.Paging;
import dev.gembourse.gateway.upstream.Processor;
import dev.gembourse.gateway.upstream.TimeRange;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Places and cancels orders, and shows them. */
@Tag(name = "Orders")
@RestController
@RequestMapping("/v1/accounts/{accountId}/orders")
class OrderController {

    private static final Pattern VERSION = Pattern.compile("\\s*\"?(\\d{1,9})\"?\\s*");

    private final Commands commands;
    private final PromptOrders prompt;
    private final TradeDesk desk;
    private final Processor processor;
    private final Clock clock;

    OrderController(Commands commands, PromptOrders prompt, TradeDesk desk, Processor processor, Clock clock) {
        this.commands = commands;
        this.prompt = prompt;
        this.desk = desk;
        this.processor = processor;
        this.clock = clock;
    }

    @Operation(
            summary = "Place an order",
            description =
                    "Of an asset with an order book. What it can cost at most is held until it is filled or has ended. It is OPEN when it is held; its book hears of it then, and its fills follow.")
    @ApiResponse(
            responseCode = "201",
            description =
                    "For a caller who prefers to wait: the order as it was placed; one that does not wait (IOC, FOK) as it has ended, with its fills, if that came in time.",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    @Access(Rule.TRADE)
    @PostMapping
    ResponseEntity<Object> place(
            @PathVariable AccountId accountId, CommandContext context, @RequestBody OrderRequest request) {
        OrderTerms terms = request.terms();
        StreamPosition seen = desk.quote(terms.symbol(), terms.quantity(), desk::isMissing);
        PlaceOrder place = new PlaceOrder(operation(accountId, context), accountId, terms, seen, now());
        return terms.timeInForce().rests()
                ? commands.submit(Submission.of(place), context)
                : prompt.place(place, context);
    }

    @Operation(
            summary = "Replace an order",
            description =
                    "Another quantity, other prices, or both, at once: the order keeps its id, and its place in the book if it only becomes smaller. If-Match names the version that you have seen, which is its ETag. Until its book has heard of it, it is as it was.")
    @ApiResponse(
            responseCode = "200",
            description = "What is to be, for a caller who prefers to wait.",
            content = @Content(schema = @Schema(implementation = ReplacementView.class)))
    @Access(Rule.TRADE)
    @PatchMapping("/{orderId}")
    ResponseEntity<Object> replace(
            @PathVariable AccountId accountId,
            @PathVariable OrderId orderId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            CommandContext context,
            @RequestBody ReplacementRequest request) {
        int version = version(ifMatch);
        try {
            ReplaceOrder replace = new ReplaceOrder(
                    operation(accountId, context),
                    accountId,
                    orderId,
                    version,
                    request.much(),
                    request.prices(),
                    now());
            return commands.submit(Submission.of(replace), context);
        } catch (IllegalArgumentException e) {
            throw RequestedPrices.invalid("", String.valueOf(e.getMessage()));
        }
    }

    private static int version(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw ProblemException.of(ProblemCode.VERSION_REQUIRED);
        }
        Matcher version = VERSION.matcher(ifMatch);
        if (!version.matches()) {
            throw ProblemException.of(
                    ProblemCode.ORDER_CHANGED, "expected the version of an order, like \"3\", but got " + ifMatch);
        }
        return Integer.parseInt(version.group(1));
    }

    @Operation(
            summary = "Cancel an order",
            description =
                    "Until its book has heard of it, it can still be filled: it is CANCELLED when what was held for it is available again.")
    @ApiResponse(
            responseCode = "200",
            description = "What is to be cancelled, for a caller who prefers to wait.",
            content = @Content(schema = @Schema(implementation = CancellationView.class)))
    @Access(Rule.TRADE)
    @DeleteMapping("/{orderId}")
    ResponseEntity<Object> cancel(
            @PathVariable AccountId accountId, @PathVariable OrderId orderId, CommandContext context) {
        return submit(new CancelOrders(operation(accountId, context), accountId, orderId, null, now()), context);
    }

    @Operation(summary = "Cancel all open orders", description = "Of one asset or of all; the 1000 oldest at a time.")
    @ApiResponse(
            responseCode = "200",
            description = "What is to be cancelled, for a caller who prefers to wait.",
            content = @Content(schema = @Schema(implementation = CancellationView.class)))
    @Access(Rule.TRADE)
    @DeleteMapping
    ResponseEntity<Object> cancelAll(
            @PathVariable AccountId accountId,
            @RequestParam(required = false) @Nullable Symbol symbol,
            CommandContext context) {
        return submit(new CancelOrders(operation(accountId, context), accountId, null, symbol, now()), context);
    }

    @Operation(
            summary = "List orders, newest first",
            description =
                    "Placed in a range of time (both ends inclusive), of one asset or of all, of one status or of all; or the one with a clientOrderId. A page may have fewer orders than asked for, or none; only the last has no nextCursor.")
    @Access(Rule.READ)
    @GetMapping
    Listing<OrderView> orders(
            @PathVariable AccountId accountId,
            @RequestParam(required = false) @Nullable Symbol symbol,
            @RequestParam(required = false) @Nullable OrderStatus status,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable ClientOrderId clientOrderId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        return processor.orders(
                accountId,
                symbol,
                status,
                clientOrderId,
                TimeRange.of(from, to),
                Paging.of(cursor, limit, 50, 500),
                atLeast);
    }

    @Operation(
            summary = "Show an order with its fills",
            description = "The first 1000 of them. Its ETag is its version, for replacing it.")
    @Access(Rule.READ)
    @GetMapping("/{orderId}")
    ResponseEntity<OrderView> order(
            @PathVariable AccountId accountId,
            @PathVariable OrderId orderId,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        OrderView order = processor.order(accountId, orderId, atLeast);
        return ResponseEntity.ok().eTag("\"%d\"".formatted(order.version())).body(order);
    }

    private ResponseEntity<Object> submit(CancelOrders cancel, CommandContext context) {
        return commands.submit(Submission.of(cancel), context);
    }

    private static OperationId operation(AccountId account, CommandContext context) {
        return OperationId.of(account.toString(), context.key().value());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
