package dev.gembourse.gateway.market;

import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetStated;
import dev.gembourse.events.market.MarketEvent.BookUpdated;
import dev.gembourse.events.market.MarketEvent.CandlesImported;
import dev.gembourse.events.market.MarketEvent.MarketCommandRepeated;
import dev.gembourse.events.market.MarketEvent.MarketOperationRefused;
import dev.gembourse.events.market.MarketEvent.UnitStated;
import dev.gembourse.events.market.UnitBook;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.UnreadableMessage;
import dev.gembourse.follow.Followed;
import dev.gembourse.follow.StatedAsset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps the {@link AssetBook} and the units current out of two topics: the compacted states, which hold everything that ever was, and the
 * journal, which also tells how far the market has got when nothing changed.
 */
@Component
public class MarketFeed {

    private static final Logger LOG = LoggerFactory.getLogger(MarketFeed.class);

    private final AssetBook book;
    private final UnitBook units;

    MarketFeed(AssetBook book, UnitBook units) {
        this.book = book;
        this.units = units;
    }

    /** Takes a record of {@code market.state.v1}. */
    public void acceptState(Followed followed) {
        StreamPosition position = followed.journalPosition();
        if (position != null) {
            apply(followed, position);
            book.stateApplied(position);
        }
    }

    /** Takes a record of {@code market.events.v1}. */
    public void acceptEvent(Followed followed) {
        StreamPosition position = followed.journalPosition();
        if (position != null) {
            apply(followed, position);
            book.eventApplied(position);
        }
    }

    private void apply(Followed followed, StreamPosition position) {
        if (StatedAsset.states(followed)) {
            Symbol symbol = Symbol.find(followed.key());
            if (symbol == null || !book.isNews(symbol, position) || book.stateUnread(symbol, followed, position)) {
                return;
            }
        } else if (!statesUnit(followed)) {
            return;
        }
        try {
            switch (followed.read(Contracts.MARKET_EVENTS)) {
                case AssetStated stated -> book.state(stated.asset(), position);
                case UnitStated stated -> units.state(stated.definition(), position);
                case CandlesImported ignored -> {}
                case BookUpdated ignored -> {}
                case MarketOperationRefused ignored -> {}
                case MarketCommandRepeated ignored -> {}
            }
        } catch (UnreadableMessage e) {
            LOG.error("passing over the market event at {}: {}", position, e.getMessage());
        }
    }

    private static boolean statesUnit(Followed followed) {
        String type = followed.type();
        Class<? extends MarketEvent> known = type == null ? null : Contracts.MARKET_EVENTS.classOf(type);
        return known != null && UnitStated.class.isAssignableFrom(known);
    }
}
