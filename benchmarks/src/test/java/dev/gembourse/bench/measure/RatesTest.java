package dev.gembourse.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatesTest {

    @Test
    void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Rates.of(List.of(30.0, 10.0, 20.0)).median()).isEqualTo(20);
        assertThat(Rates.of(List.of(30.0, 10.0, 20.0, 40.0)).median()).isEqualTo(25);
        assertThat(Rates.of(List.of()).median()).isZero();
    }

    @Test
    void theSpreadIsThatBetweenTheLargestAndTheSmallest() {
        assertThat(Rates.of(List.of(30.0, 10.0, 20.0)).spreadPercent()).isEqualTo(100, within(0.001));
        assertThat(Rates.of(List.of(7.0)).spreadPercent()).isZero();
    }
}
