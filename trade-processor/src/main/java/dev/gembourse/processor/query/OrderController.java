package dev.gembourse.processor.query;

import dev.gembourse.events.order.OrderStatus;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.ClientOrderId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.OrderView;
import dev.gembourse.events.view.PageView;
import dev.gembourse.processor.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An account's orders, newest first. A page may have fewer than asked for, or none, and a next one all the same. */
@RestController
class OrderController {

    private final Accounts accounts;
    private final JournalTimes times;
    private final PlayerOrders orders;

    OrderController(Accounts accounts, JournalTimes times, PlayerOrders orders) {
        this.accounts = accounts;
        this.times = times;
        this.orders = orders;
    }

    @GetMapping("/v1/accounts/{accountId}/orders")
    Listing<OrderView> page(
            @PathVariable AccountId accountId,
            @RequestParam(required = false) @Nullable Symbol symbol,
            @RequestParam(required = false) @Nullable OrderStatus status,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable ClientOrderId clientOrderId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT) int limit) {
        Page page = Page.of(limit);
        TimeRange range = TimeRange.of(from, to);
        Long after = Page.from(cursor, Long::valueOf);
        StoredAccount account = accounts.get(accountId);
        if (clientOrderId != null) {
            return new Listing<>(
                    orders.find(accountId, OrderId.of(accountId, clientOrderId)).stream()
                            .toList(),
                    new PageView(page.limit(), null));
        }
        return orders.newestFirst(
                        account, symbol, status, times.stretch(account.partition(), range), after, page.limit())
                .listing(page, String::valueOf);
    }

    @GetMapping("/v1/accounts/{accountId}/orders/{orderId}")
    OrderView one(@PathVariable AccountId accountId, @PathVariable OrderId orderId) {
        accounts.get(accountId);
        return orders.find(accountId, orderId).orElseThrow(() -> Problem.notFound("ORDER", orderId));
    }
}
