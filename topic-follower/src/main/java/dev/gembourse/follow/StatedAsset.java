package dev.gembourse.follow;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetStated;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.UnreadableMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An asset as it was at a position of the market's journal. Its record is read when the asset is first asked for: prices change
 * much more often than anybody looks. Thread-safe.
 */
public final class StatedAsset {

    private static final Logger LOG = LoggerFactory.getLogger(StatedAsset.class);

    private final StreamPosition position;
    private @Nullable Followed unread;
    private Asset asset;

    /** An asset that is known. */
    public StatedAsset(Asset asset, StreamPosition position) {
        this.asset = asset;
        this.position = position;
    }

    /**
     * What a record says of an asset. If it turns out to be unreadable, that is logged, and the asset is what it was before.
     *
     * @param record of the asset's symbol and of a type that {@link #states} an asset
     */
    public StatedAsset(Followed record, StreamPosition position, StatedAsset before) {
        this.asset = before.lastRead();
        this.unread = record;
        this.position = position;
    }

    /** Whether a record states an asset, by its type. */
    public static boolean states(Followed record) {
        String type = record.type();
        Class<? extends MarketEvent> known = type == null ? null : Contracts.MARKET_EVENTS.classOf(type);
        return known != null && AssetStated.class.isAssignableFrom(known);
    }

    public synchronized Asset asset() {
        Followed record = unread;
        if (record != null) {
            unread = null;
            try {
                if (record.read(Contracts.MARKET_EVENTS) instanceof AssetStated stated) {
                    asset = stated.asset();
                }
            } catch (UnreadableMessage e) {
                LOG.error("passing over the market event at {}: {}", position, e.getMessage());
            }
        }
        return asset;
    }

    public StreamPosition position() {
        return position;
    }

    private synchronized Asset lastRead() {
        return asset;
    }
}
