package dev.gembourse.processor.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.MarketEvent.PriceTicked;
import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.processor.fixture.Markets;
import dev.gembourse.processor.fixture.Players;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MarketViewTest {

    private static final Symbol GOLD = new Symbol("GOLD");

    private final List<Long> visible = new ArrayList<>();
    private final MarketView view = new MarketView((tick, publishedAt) -> visible.add(tick.sequence()));

    @Test
    void thePriceIsThatOfTheNewestTickWhicheverWasReadBefore() {
        tick(1);
        tick(2);
        assertThat(price()).isEqualTo(Price.of("2"));
        tick(3);
        tick(4);
        assertThat(price()).isEqualTo(Price.of("4"));
        tick(2);
        assertThat(price()).isEqualTo(Price.of("4"));
        assertThat(view.awaitApplied(new StreamPosition(0, 4), Duration.ZERO)).isTrue();
        assertThat(view.awaitApplied(new StreamPosition(0, 5), Duration.ZERO)).isFalse();
    }

    @Test
    void oneOfSixteenTicksIsTold() {
        for (int i = 1; i <= 50; i++) {
            tick(i);
        }

        assertThat(visible).containsExactly(16L, 32L, 48L);
        assertThat(price()).isEqualTo(Price.of("50"));
    }

    private Price price() {
        return Objects.requireNonNull(view.of(GOLD)).asset().price();
    }

    /** A tick at a place in the journal, which is its price as well. */
    private void tick(int index) {
        Asset asset = Players.asset("GOLD", "USD", String.valueOf(index), 2, AssetStatus.ACTIVE);
        PriceTicked tick = new PriceTicked(
                OperationId.of("asset:GOLD", "tick " + index),
                asset,
                new TickSource("test"),
                (long) index,
                asset.price(),
                BigDecimal.ONE,
                Players.AT,
                true,
                Players.AT,
                Players.AT);
        Markets.tell(view, tick, new StreamPosition(0, index));
    }
}
