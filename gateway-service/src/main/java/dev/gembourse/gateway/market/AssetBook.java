package dev.gembourse.gateway.market;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.follow.Followed;
import dev.gembourse.follow.StatedAsset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The newest state of every asset that this instance has seen. States may be told more than once and by several threads; an
 * older one never replaces a newer one. Reading never waits for writing.
 */
@Component
public class AssetBook {

    private final ConcurrentNavigableMap<Symbol, StatedAsset> assets = new ConcurrentSkipListMap<>();
    private final Map<Integer, Long> applied = new ConcurrentHashMap<>();
    private final Set<Integer> journalHeard = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();

    public Optional<StatedAsset> find(Symbol symbol) {
        return Optional.ofNullable(assets.get(symbol));
    }

    /** Up to {@code limit} assets in the order of their symbols, beginning behind {@code after}. */
    public List<Asset> list(@Nullable Symbol after, int limit, Predicate<Asset> which) {
        var rest = after == null ? assets : assets.tailMap(after, false);
        return rest.values().stream()
                .map(StatedAsset::asset)
                .filter(which)
                .limit(limit)
                .toList();
    }

    public int size() {
        return assets.size();
    }

    /** Whether the state at this position would be news. */
    boolean isNews(Symbol symbol, StreamPosition position) {
        StatedAsset known = assets.get(symbol);
        return known == null || known.position().compareTo(position) < 0;
    }

    void state(Asset asset, StreamPosition position) {
        state(asset.symbol(), new StatedAsset(asset, position));
    }

    /** Takes an asset's newer state over without reading it; false if the asset is not known yet, so that the record has to be read. */
    boolean stateUnread(Symbol symbol, Followed record, StreamPosition position) {
        StatedAsset before = assets.get(symbol);
        if (before == null) {
            return false;
        }
        state(symbol, new StatedAsset(record, position, before));
        return true;
    }

    private void state(Symbol symbol, StatedAsset told) {
        assets.merge(symbol, told, (a, b) -> a.position().compareTo(b.position()) < 0 ? b : a);
    }

    /**
     * Says that a state of the compacted topic is in the book, and with it everything before it: true until the journal, which
     * knows better, has spoken for the partition.
     */
    void stateApplied(StreamPosition position) {
        if (!journalHeard.contains(position.partition())) {
            advance(position);
        }
    }

    /**
     * Says that an event of the journal is in the book. One that comes too early, because its publisher is going to repeat what
     * is missing before it, does not count yet.
     */
    void eventApplied(StreamPosition position) {
        boolean first = journalHeard.add(position.partition());
        if (first || position.index() == applied.getOrDefault(position.partition(), 0L) + 1) {
            advance(position);
        }
    }

    private void advance(StreamPosition position) {
        applied.merge(position.partition(), position.index(), Math::max);
        lock.lock();
        try {
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the book holds everything up to a position; false if it does not in time. */
    public boolean awaitApplied(StreamPosition position, Duration atMost) throws InterruptedException {
        if (hasApplied(position)) {
            return true;
        }
        lock.lock();
        try {
            long nanos = atMost.toNanos();
            while (!hasApplied(position) && nanos > 0) {
                nanos = advanced.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
        return hasApplied(position);
    }

    private boolean hasApplied(StreamPosition position) {
        return applied.getOrDefault(position.partition(), 0L) >= position.index();
    }
}
