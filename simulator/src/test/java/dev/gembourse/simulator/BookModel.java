package dev.gembourse.simulator;

import static dev.gembourse.simulator.Findings.require;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.MarketCommand.BookCommand;
import dev.gembourse.events.market.MarketCommand.EnterOrder;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.BookUpdated;
import dev.gembourse.events.order.OrderEnd;
import dev.gembourse.events.order.Replacement;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.processor.book.Books;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order books of one partition, worked out anew from its commands alone, in memory: what was committed, over take-overs and deaths, must be the
 * same byte for byte. What waits must be what has come in and has neither been filled nor ended.
 */
final class BookModel {

    private final Books books = new Books();
    private final Map<Object, List<MarketEvent>> known = new HashMap<>();
    private final Map<OrderId, BigDecimal> waiting = new HashMap<>();

    /** What becomes of a command about an order; the same when it is asked again. */
    List<MarketEvent> decide(BookCommand command, @Nullable Asset asset, int partition, Instant now) {
        return known.computeIfAbsent(
                command.operationId(), ignored -> List.copyOf(books.decide(command, asset, partition, now)));
    }

    /** Events, and behind each of them what it brings about in a book. */
    List<MarketEvent> with(List<MarketEvent> events, int partition) {
        List<MarketEvent> all = new ArrayList<>();
        for (MarketEvent event : events) {
            all.add(event);
            all.addAll(known.computeIfAbsent(event, ignored -> List.copyOf(books.after(event, partition))));
        }
        return all;
    }

    /** Notes what has been committed. */
    void happened(MarketEvent event, @Nullable BookCommand command) {
        if (command instanceof EnterOrder enter && event.concludesOperation()) {
            BigDecimal quantity = enter.entering().quantity();
            if (quantity != null) {
                waiting.put(enter.entering().id(), quantity);
            }
        }
        if (event instanceof BookUpdated updated) {
            Replacement replacement = updated.replacement();
            if (replacement != null && replacement.open() != null) {
                waiting.put(replacement.order().id(), replacement.open());
            }
            updated.fills()
                    .forEach(fill -> waiting.computeIfPresent(
                            fill.order(),
                            (id, open) -> open.subtract(fill.quantity().value())));
            updated.ends().forEach(this::ended);
        }
    }

    private void ended(OrderEnd end) {
        BigDecimal open = waiting.remove(end.order());
        require(open == null || open.compareTo(end.unfilled()) == 0, "I14: expected %s to end with %s open", end, open);
    }

    /** What is open of the orders that wait. */
    Map<OrderId, BigDecimal> waiting() {
        return waiting;
    }
}
