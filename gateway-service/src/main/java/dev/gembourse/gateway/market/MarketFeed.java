package dev.gembourse.gateway.market;

import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetStated;
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
        boolean news =
                states(AssetStated.class, followed) ? isNews(followed, position) : states(UnitStated.class, followed);
        if (!news) {
            return;
        }
        try {
            switch (followed.read(Contracts.MARKET_EVENTS)) {
                case AssetStated stated -> book.state(stated.asset(), position);
                case UnitStated stated -> units.state(stated.definition(), position);
                case CandlesImported ignored -> {}
                case MarketOperationRefused ignored -> {}
                case MarketCommandRepeated ignored -> {}
            }
        } catch (UnreadableMessage e) {
            LOG.error("passing over the market event at {}: {}", position, e.getMessage());
        }
    }

    private static boolean states(Class<? extends MarketEvent> what, Followed followed) {
        String type = followed.type();
        Class<? extends MarketEvent> known = type == null ? null : Contracts.MARKET_EVENTS.classOf(type);
        return known != null && what.isAssignableFrom(known);
    }

    private boolean isNews(Followed followed, StreamPosition position) {
        String key = followed.key();
        try {
            return key != null && book.isNews(new Symbol(key), position);
        } catch (IllegalArgumentException notASymbol) {
            return false;
        }
    }
}
