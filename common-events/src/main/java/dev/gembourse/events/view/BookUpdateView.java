package dev.gembourse.events.view;

import dev.gembourse.events.market.MarketEvent.BookUpdated;
import dev.gembourse.events.value.Symbol;
import java.time.Instant;

/** How much has happened in an order book. Which orders it concerned is told to their owners alone. */
public record BookUpdateView(Symbol symbol, int fills, int ends, Instant updatedAt) {

    public static BookUpdateView of(BookUpdated updated) {
        return new BookUpdateView(
                updated.symbol(), updated.fills().size(), updated.ends().size(), updated.occurredAt());
    }
}
