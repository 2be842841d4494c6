package dev.gembourse.gateway.market;

import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetStated;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.UnreadableMessage;
import dev.gembourse.follow.Followed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps the {@link AssetBook} current out of two topics: the compacted states, which hold everything that ever was, and the
 * journal, which also tells how far the market has got when nothing changed.
 */
@Component
public class MarketFeed {

    private static final Logger LOG = LoggerFactory.getLogger(MarketFeed.class);

    private final AssetBook book;

    MarketFeed(AssetBook book) {
        this.book = book;
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
        if (!statesAsset(followed) || !isNews(followed, position)) {
            return;
        }
        try {
            if (followed.read(Contracts.MARKET_EVENTS) instanceof AssetStated stated) {
                book.state(stated.asset(), position);
            }
        } catch (UnreadableMessage e) {
            LOG.error("passing over the market event at {}: {}", position, e.getMessage());
        }
    }

    private static boolean statesAsset(Followed followed) {
        String type = followed.type();
        Class<? extends MarketEvent> known = type == null ? null : Contracts.MARKET_EVENTS.classOf(type);
        return known != null && AssetStated.class.isAssignableFrom(known);
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
