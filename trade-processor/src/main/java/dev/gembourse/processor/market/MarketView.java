package dev.gembourse.processor.market;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetStated;
import dev.gembourse.events.market.MarketEvent.PriceTicked;
import dev.gembourse.events.market.MarketEvent.UnitStated;
import dev.gembourse.events.market.UnitBook;
import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.UnreadableMessage;
import dev.gembourse.follow.Followed;
import dev.gembourse.follow.StatedAsset;
import dev.gembourse.processor.account.Quote;
import dev.gembourse.processor.account.Quotes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The market as this instance knows it: every asset at its newest price, and every unit, in memory, kept current by the one thread that
 * follows {@code market.state.v1} and hands its records to {@link #apply}. Reading never waits for that; thread-safe.
 */
public final class MarketView implements Quotes {

    private static final Logger LOG = LoggerFactory.getLogger(MarketView.class);

    private static final int MOST_GIVEN_UP = 1_000;

    /** Of so many events of the market one is told to {@link VisiblePrices}; the others are read only if somebody asks for the price. */
    private static final int TOLD_OF = 16;

    private static final class Known {

        private final StatedAsset stated;
        private volatile @Nullable Quote quote;

        Known(StatedAsset stated) {
            this.stated = stated;
        }

        Quote quote() {
            Quote known = quote;
            if (known == null) {
                known = Quote.of(stated.asset());
                quote = known;
            }
            return known;
        }

        long index() {
            return stated.position().index();
        }
    }

    private final ConcurrentSkipListMap<Symbol, Known> assets = new ConcurrentSkipListMap<>();

    private final UnitBook units = new UnitBook();

    /** How far each partition of the market's journal has been applied. Guarded by this. */
    private final Map<Integer, Long> applied = new HashMap<>();

    /** Positions that did not come in time and are not waited for again, the newest of them. Guarded by this. */
    private final Set<StreamPosition> givenUp = new LinkedHashSet<>();

    private final VisiblePrices visible;

    /** A view that tells which prices it has got. */
    MarketView(VisiblePrices visible) {
        this.visible = visible;
    }

    /** A view that tells nobody. */
    public MarketView() {
        this((tick, publishedAt) -> {});
    }

    /** Told of prices that settlement can use from now on: of a fixed part of all. */
    @FunctionalInterface
    interface VisiblePrices {

        /**
         * Settlement can use a price from now on.
         *
         * @param tick that told it
         * @param publishedAt when the broker got the record of it
         */
        void visible(PriceTicked tick, Instant publishedAt);
    }

    @Override
    public @Nullable Quote of(Symbol symbol) {
        Known known = assets.get(symbol);
        return known == null ? null : known.quote();
    }

    /** The units, kept as current as the assets. */
    public UnitBook units() {
        return units;
    }

    /** The assets after a symbol, in the order of their symbols; from the first on when it is null. */
    public Collection<Quote> after(@Nullable Symbol symbol, int limit) {
        return (symbol == null ? assets : assets.tailMap(symbol, false))
                .values().stream().limit(limit).map(Known::quote).toList();
    }

    /**
     * Takes over how an asset is stored. The topic alone is not enough at the start: what a former owner sends late stands
     * behind newer records there, and compaction keeps the last one.
     *
     * @param at the position in the market's journal up to which the stored state is known to reach
     */
    void start(Asset asset, StreamPosition at) {
        state(new StatedAsset(asset, at));
        advance(at);
    }

    /** As {@link #start(Asset, StreamPosition)}, for a unit. */
    void start(UnitDefinition unit, StreamPosition at) {
        units.state(unit, at);
        advance(at);
    }

    /** Takes over what a record says, unless it is older than what is known. Unreadable records are logged and passed over. */
    public void apply(Followed followed) {
        StreamPosition at = followed.journalPosition();
        if (at == null) {
            LOG.warn("passing over a record of {} that comes from no journal", followed.key());
            return;
        }
        try {
            if (!applyUnread(followed, at)) {
                apply(followed.read(Contracts.MARKET_EVENTS), at, followed.publishedAt());
            }
            advance(at);
        } catch (UnreadableMessage e) {
            LOG.warn("passing over a record of the market at {}: {}", at, e.getMessage());
        }
    }

    /** Takes an asset's newer state over without reading it; false if this record has to be read. */
    private boolean applyUnread(Followed followed, StreamPosition at) {
        if (at.index() % TOLD_OF == 0 || !StatedAsset.states(followed)) {
            return false;
        }
        Symbol symbol = Symbol.find(followed.key());
        Known before = symbol == null ? null : assets.get(symbol);
        if (before == null) {
            return false;
        }
        if (before.index() < at.index()) {
            assets.put(symbol, new Known(new StatedAsset(followed, at, before.stated)));
        }
        return true;
    }

    private void apply(MarketEvent event, StreamPosition at, Instant publishedAt) {
        if (event instanceof AssetStated stated
                && state(new StatedAsset(stated.asset(), at))
                && event instanceof PriceTicked tick
                && tick.current()
                && at.index() % TOLD_OF == 0) {
            visible.visible(tick, publishedAt);
        }
        if (event instanceof UnitStated stated) {
            units.state(stated.definition(), at);
        }
    }

    /**
     * Waits until each given partition of the market's journal has been applied up to an index, but no longer than this in
     * total. What does not come in time is not waited for again: the sender may have made it up.
     */
    public void awaitForSettlement(Map<Integer, Long> atLeast, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        atLeast.forEach((partition, index) -> {
            StreamPosition wanted = new StreamPosition(partition, index);
            if (!isGivenUp(wanted) && !awaitUntil(wanted, deadline)) {
                giveUp(wanted);
            }
        });
    }

    /** Waits until a position of the market's journal has been applied; returns whether it has been in time. */
    public boolean awaitApplied(StreamPosition wanted, Duration atMost) {
        return awaitUntil(wanted, System.nanoTime() + atMost.toNanos());
    }

    private synchronized boolean awaitUntil(StreamPosition wanted, long deadline) {
        while (applied.getOrDefault(wanted.partition(), 0L) < wanted.index()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private synchronized boolean isGivenUp(StreamPosition wanted) {
        return givenUp.contains(wanted);
    }

    private synchronized void giveUp(StreamPosition wanted) {
        LOG.warn("going on without the market's position {}, which has not come in time", wanted);
        if (givenUp.size() == MOST_GIVEN_UP) {
            givenUp.remove(givenUp.iterator().next());
        }
        givenUp.add(wanted);
    }

    /** Whether that was news. */
    private boolean state(StatedAsset asset) {
        Known told = new Known(asset);
        Known now = assets.merge(
                asset.asset().symbol(), told, (before, its) -> its.index() > before.index() ? its : before);
        return now == told;
    }

    private synchronized void advance(StreamPosition at) {
        applied.merge(at.partition(), at.index(), Math::max);
        notifyAll();
    }
}
