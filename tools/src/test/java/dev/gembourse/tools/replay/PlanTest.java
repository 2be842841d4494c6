package dev.gembourse.tools.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void theSameRowsMakeTheSamePlan() {
        List<Row> rows = IntStream.range(0, 500)
                .mapToObj(i -> buy("XRP-ETH", "0.5", "1", i))
                .toList();

        Plan plan = Plan.of("run", rows, 20);

        assertThat(plan).isEqualTo(Plan.of("run", rows, 20));
        assertThat(rows).extracting(plan::keyOf).doesNotHaveDuplicates();
        assertThat(rows).extracting(plan::playerOf).contains(0, 19).allMatch(player -> player >= 0 && player < 20);
    }

    @Test
    void everyAccountCanPayItsBuysAtTheHighestPriceOfTheFile() {
        Plan plan = Plan.of("run", List.of(buy("XRP-ETH", "0.5", "3", 1), buy("XRP-ETH", "0.7", "1", 2)), 1);

        assertThat(plan.players())
                .singleElement()
                .satisfies(player -> assertThat(player.cash()).containsExactly(Money.of("ETH", "2.8")));
    }

    @Test
    void cashIsRoundedUpToTheScaleOfItsCurrency() {
        Plan plan = Plan.of("run", List.of(buy("ABC-USD", "0.001", "1", 1)), 1);

        assertThat(plan.players().getFirst().cash()).containsExactly(Money.of("USD", "0.01"));
    }

    @Test
    void anAssetIsPricedInWhatStandsBehindTheLastDash() {
        Plan plan = Plan.of("run", List.of(buy("A-B-USD", "2", "1", 1), buy("XRP-ETH", "3", "1", 2)), 1);

        assertThat(plan.assets())
                .containsEntry(new Symbol("A-B-USD"), new Plan.Listing(Currencies.USD, Price.of("2")))
                .containsEntry(new Symbol("XRP-ETH"), new Plan.Listing(Currencies.ETH, Price.of("3")));
    }

    @Test
    void aSymbolWithoutAKnownCurrencyIsAnError() {
        assertThatThrownBy(() -> Plan.of("run", List.of(buy("XRP-ABC", "2", "1", 1)), 1))
                .isInstanceOf(Plan.UnknownCurrency.class)
                .hasMessageContainingAll("XRP-ABC", "ETH");
        assertThatThrownBy(() -> Plan.of("run", List.of(buy("ETH", "2", "1", 1)), 1))
                .isInstanceOf(Plan.UnknownCurrency.class);
    }

    private static Row buy(String symbol, String price, String quantity, int id) {
        return new Row(
                id,
                Instant.EPOCH,
                new Symbol(symbol),
                Side.BUY,
                Price.of(price),
                Quantity.of(quantity),
                String.valueOf(id));
    }
}
