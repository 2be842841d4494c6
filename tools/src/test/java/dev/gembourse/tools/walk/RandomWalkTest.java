package dev.gembourse.tools.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gembourse.events.value.Price;
import dev.gembourse.tools.walk.RandomWalk.Style;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomWalkTest {

    private static final int STEPS = 20_000;

    @Test
    void theSameSeedWalksTheSameWayAndAnotherWalksAnother() {
        Style style = new Style(0.01, 0.002, 2);

        assertThat(prices("50.00", style, 42))
                .isEqualTo(prices("50.00", style, 42))
                .isNotEqualTo(prices("50.00", style, 43));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noPriceIsEverBelowTheSmallest(long seed) {
        assertThat(prices("0.05", new Style(0.2, 0.2, 2), seed))
                .allMatch(price -> price.value().compareTo(new BigDecimal("0.01")) >= 0)
                .allMatch(price -> price.value().scale() <= 2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.05})
    void stepsAreAsWideAsTheVolatility(double volatility) {
        List<Price> prices = prices("1000", new Style(volatility, 0, 8), 7);

        double[] steps = IntStream.range(1, 2_000)
                .mapToDouble(i -> StrictMath.log(prices.get(i).value().doubleValue()
                        / prices.get(i - 1).value().doubleValue()))
                .toArray();
        double deviation = StrictMath.sqrt(
                Arrays.stream(steps).map(step -> step * step).average().orElse(0));

        assertThat(deviation).isCloseTo(volatility, within(volatility * 0.1));
    }

    @Test
    void aWorthThatStandsStillIsTradedHalfASpreadAboveAndBelow() {
        assertThat(prices("100", new Style(0, 0.02, 2), 3))
                .extracting(Price::toString)
                .containsOnly("99", "101");
    }

    @Test
    void itStaysWithinAThousandTimesItsStart() {
        assertThat(Stream.of(1L, 2L, 3L).flatMap(seed -> prices("1", new Style(0.2, 0, 8), seed).stream()))
                .allMatch(price -> price.value().compareTo(new BigDecimal("0.001")) >= 0
                        && price.value().compareTo(new BigDecimal("1000")) <= 0);
    }

    @Test
    void aStyleHasLimits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Style(-0.1, 0, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Style(Double.NaN, 0, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Style(0, 0.3, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Style(0, 0, 9));
    }

    private static List<Price> prices(String start, Style style, long seed) {
        RandomWalk walk = new RandomWalk(Price.of(start), style, seed);
        return Stream.generate(walk::next).limit(STEPS).toList();
    }
}
