package dev.gembourse.peer;

import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.wire.Message;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What plain statements and batches work on. */
final class Plain {

    /** A trade and the record that asks for it. */
    record Request(PlaceTrade trade, long offset) {}

    /** Whose ledger account, and of what; the house's when there is no account. */
    record Place(@Nullable UUID account, String unit) {}

    /** A ledger account, stored or to be. */
    static final class Row {
        final Place place;
        final boolean stored;
        long id;
        House.Holding holding;

        Row(Place place, long id, boolean stored, House.Holding holding) {
            this.place = place;
            this.id = id;
            this.stored = stored;
            this.holding = holding;
        }
    }

    record Settled(Request request, Message message, Instant at, List<Moved> moved) {}

    record Moved(Row from, Row to, BigDecimal amount, BigDecimal fromBalance, BigDecimal toBalance) {}

    private Plain() {}
}
