package dev.gembourse.gateway.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AssetBookTest {

    private static final Symbol GOLD = new Symbol("GOLD");
    private final AssetBook book = new AssetBook();

    @Test
    void anOlderStateNeverReplacesANewerOne() {
        book.state(asset("2"), at(7));
        book.state(asset("1"), at(6));

        assertThat(book.find(GOLD)).hasValueSatisfying(quoted -> {
            assertThat(quoted.asset().price()).isEqualTo(Price.of("2"));
            assertThat(quoted.position()).isEqualTo(at(7));
        });
        assertThat(book.isNews(GOLD, at(7))).isFalse();
        assertThat(book.isNews(GOLD, at(8))).isTrue();
    }

    @Test
    void statesCountUntilTheJournalHasSpoken() throws InterruptedException {
        book.stateApplied(at(5));
        assertThat(applied(5)).isTrue();

        book.eventApplied(at(8));
        assertThat(applied(8)).isTrue();
        book.stateApplied(at(11));
        assertThat(applied(9)).isFalse();
    }

    @Test
    void anEventThatComesTooEarlyDoesNotCountUntilWhatIsMissingHasCome() throws InterruptedException {
        book.eventApplied(at(1));
        book.eventApplied(at(3));
        assertThat(applied(2)).isFalse();

        book.eventApplied(at(2));
        assertThat(applied(2)).isTrue();
        assertThat(applied(3)).isFalse();
        book.eventApplied(at(3));
        assertThat(applied(3)).isTrue();
    }

    @Test
    void repeatsChangeNothing() throws InterruptedException {
        book.eventApplied(at(4));
        book.eventApplied(at(5));
        book.eventApplied(at(4));

        assertThat(applied(5)).isTrue();
        assertThat(applied(6)).isFalse();
    }

    @Test
    void waitingEndsWhenThePositionIsReached() throws Exception {
        book.eventApplied(at(1));
        var waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return book.awaitApplied(at(2), Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        book.eventApplied(at(2));

        assertThat(waiting.get()).isTrue();
    }

    private boolean applied(long seq) throws InterruptedException {
        return book.awaitApplied(at(seq), Duration.ZERO);
    }

    private static StreamPosition at(long seq) {
        return new StreamPosition(0, seq);
    }

    private static Asset asset(String price) {
        return new Asset(GOLD, "Gold", new Unit("USD"), Price.of(price), 2, AssetStatus.ACTIVE, Instant.EPOCH);
    }
}
