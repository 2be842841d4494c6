package dev.gembourse.events.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnitBookTest {

    private static final Unit SHARD = new Unit("SHARD");
    private static final UnitDefinition SHARDS =
            new UnitDefinition(SHARD, "Shards", UnitKind.VIRTUAL, 3, UnitStatus.OPEN);

    private final UnitBook book = new UnitBook();

    @Test
    void theBuiltInUnitsAreKnownFromTheStart() {
        assertThat(book.all()).isEqualTo(BuiltInUnits.ALL);
        assertThat(book.find(new Unit("GC"))).satisfies(coins -> {
            assertThat(coins.name()).isEqualTo("Gold Coins");
            assertThat(coins.kind()).isEqualTo(UnitKind.VIRTUAL);
            assertThat(coins.scale()).isZero();
        });
        assertThat(book.find(SHARD)).isNull();
    }

    @Test
    void anOlderStateNeverReplacesANewerOne() {
        UnitDefinition closed = new UnitDefinition(SHARD, "Shards", UnitKind.VIRTUAL, 3, UnitStatus.CLOSED);

        book.state(closed, new StreamPosition(2, 9));
        book.state(SHARDS, new StreamPosition(2, 8));

        assertThat(book.known(SHARD)).isEqualTo(new UnitBook.Known(closed, new StreamPosition(2, 9)));
    }

    @Test
    void aChangeOfABuiltInUnitReplacesIt() {
        UnitDefinition renamed = new UnitDefinition(new Unit("USD"), "Dollar", UnitKind.CURRENCY, 2, UnitStatus.OPEN);

        book.state(renamed, new StreamPosition(0, 1));

        assertThat(book.find(new Unit("USD"))).isEqualTo(renamed);
        assertThat(book.all()).hasSameSizeAs(BuiltInUnits.ALL);
    }

    @Test
    void amountsAreShownWithTheDecimalsOfTheirUnit() {
        book.state(SHARDS, new StreamPosition(2, 8));

        assertThat(book.shown(SHARD, new BigDecimal("1.5"))).isEqualTo(new BigDecimal("1.500"));
        assertThat(book.shown(new Unit("USD"), BigDecimal.TEN)).isEqualTo(new BigDecimal("10.00"));
        assertThat(book.shown(new Unit("GOLD"), new BigDecimal("2.5"))).isEqualTo(new BigDecimal("2.5"));
    }

    @Test
    void aDefinitionKeepsItsLimits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UnitDefinition(SHARD, " ", UnitKind.VIRTUAL, 3, UnitStatus.OPEN))
                .withMessageContaining("name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UnitDefinition(SHARD, "Shards", UnitKind.VIRTUAL, 9, UnitStatus.OPEN))
                .withMessageContaining("scale");
    }

    @Test
    void anAssetKnowsTheScaleOfItsCurrency() {
        assertThat(asset("ETH", null).decimalsOfCurrency()).isEqualTo(8);
        assertThat(asset("SHARD", 3).decimalsOfCurrency()).isEqualTo(3);
        assertThatIllegalStateException().isThrownBy(() -> asset("SHARD", null).decimalsOfCurrency());
    }

    private static Asset asset(String currency, @Nullable Integer currencyScale) {
        return new Asset(
                new Symbol("GOLD"),
                "Gold",
                new Unit(currency),
                Price.of("5"),
                2,
                AssetStatus.ACTIVE,
                Instant.EPOCH,
                currencyScale);
    }
}
