package dev.gembourse.gateway.asset;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.AssetView;
import dev.gembourse.follow.StatedAsset;
import dev.gembourse.gateway.follow.Followers;
import dev.gembourse.gateway.market.AssetBook;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.upstream.Processor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All assets as this instance knows them; the processor is asked only where that may not be the newest. */
@Component
public class Assets {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final AssetBook book;
    private final Followers followers;
    private final Processor processor;

    Assets(AssetBook book, Followers followers, Processor processor) {
        this.book = book;
        this.followers = followers;
        this.processor = processor;
    }

    /** The asset at its newest price, and where in the market's journal that stands. */
    public Optional<StatedAsset> quote(Symbol symbol) {
        return book.find(symbol);
    }

    /**
     * Whether there certainly is no such asset: neither here nor, since another gateway may have created it a moment ago, with
     * the processor.
     */
    public boolean isMissing(Symbol symbol) {
        if (book.find(symbol).isPresent() || !followers.knowsTheMarket()) {
            return false;
        }
        try {
            processor.asset(symbol, null);
            return false;
        } catch (ProblemException e) {
            return e.code() == ProblemCode.ASSET_NOT_FOUND || e.code() == ProblemCode.NOT_FOUND;
        }
    }

    AssetView find(Symbol symbol, @Nullable StreamPosition atLeast) {
        requireMarket();
        if (atLeast != null && !isApplied(atLeast)) {
            return processor.asset(symbol, atLeast);
        }
        return book.find(symbol)
                .map(quoted -> AssetView.of(quoted.asset()))
                .orElseThrow(() ->
                        ProblemException.of(ProblemCode.ASSET_NOT_FOUND, "there is no asset with symbol " + symbol));
    }

    List<Asset> list(@Nullable Symbol after, int limit, Predicate<Asset> which, @Nullable StreamPosition atLeast) {
        requireMarket();
        if (atLeast != null && !isApplied(atLeast)) {
            throw ProblemException.of(
                    ProblemCode.NOT_YET_APPLIED, "the market's position " + atLeast + " has not been reached yet");
        }
        return book.list(after, limit, which);
    }

    private boolean isApplied(StreamPosition position) {
        try {
            return book.awaitApplied(position, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void requireMarket() {
        if (!followers.knowsTheMarket()) {
            throw ProblemException.of(
                    ProblemCode.SERVICE_UNAVAILABLE, "the gateway is still getting to know the market");
        }
    }
}
