package dev.gembourse.processor.query;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.GiftReceived;
import dev.gembourse.events.trading.TradingEvent.GiftReturned;
import dev.gembourse.events.trading.TradingEvent.GiftSent;
import dev.gembourse.events.trading.TradingEvent.OperationReversed;
import dev.gembourse.events.trading.TradingEvent.WalletMoved;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Note;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Reference;
import dev.gembourse.events.wire.Contracts;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a line of a statement tells beyond its transfer, out of the event that made it. */
record Particulars(
        @Nullable AccountId player,
        @Nullable Reference reference,
        @Nullable Note message,
        @Nullable String reason,
        @Nullable OperationId original) {

    private static final Particulars NONE = new Particulars(null, null, null, null, null);

    /** @param row has the columns {@code key, type, value}; no value where there is nothing to tell */
    static Particulars of(ResultSet row) throws SQLException {
        return row.getBytes("value") == null ? NONE : of(JournalRow.read(Contracts.TRADING_EVENTS, row));
    }

    private static Particulars of(TradingEvent event) {
        return switch (event) {
            case WalletMoved moved -> new Particulars(null, moved.reference(), null, null, null);
            case GiftSent sent -> new Particulars(sent.to(), null, sent.message(), null, null);
            case GiftReceived received -> new Particulars(received.from(), null, received.message(), null, null);
            case GiftReturned returned ->
                new Particulars(returned.to(), null, null, returned.reason().name(), null);
            case OperationReversed reversed ->
                new Particulars(null, null, null, reversed.reason().text(), reversed.original());
            default -> NONE;
        };
    }
}
