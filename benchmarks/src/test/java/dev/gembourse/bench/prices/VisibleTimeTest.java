package dev.gembourse.bench.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NavigableMap;
import org.junit.jupiter.api.Test;

class VisibleTimeTest {

    private static final String PAGE = """
            gembourse_prices_visible_seconds_bucket{application="x",le="0.005"} 10.0
            gembourse_prices_visible_seconds_bucket{application="x",le="0.05"} 98.0
            gembourse_prices_visible_seconds_bucket{application="x",le="0.1"} 100.0
            gembourse_prices_visible_seconds_bucket{application="x",le="+Inf"} 100.0
            gembourse_prices_visible_seconds_count{application="x"} 100.0
            """;

    @Test
    void aPercentileIsTheBoundWithinWhichSoManyWere() {
        NavigableMap<Double, Double> buckets = VisibleTime.buckets(PAGE);

        assertThat(VisibleTime.millisAt(buckets, 10)).isEqualTo(5);
        assertThat(VisibleTime.millisAt(buckets, 50)).isEqualTo(50);
        assertThat(VisibleTime.millisAt(buckets, 99)).isEqualTo(100);
    }

    @Test
    void withoutPricesThereIsNoPercentile() {
        assertThatThrownBy(() -> VisibleTime.millisAt(VisibleTime.buckets("nothing"), 50))
                .isInstanceOf(IllegalStateException.class);
    }
}
