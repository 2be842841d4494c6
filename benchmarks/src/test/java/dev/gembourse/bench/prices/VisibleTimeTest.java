package dev.gembourse.bench.prices;

import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.util.NavigableMap;
import org.junit.jupiter.api.Test;

class VisibleTimeTest {

    private static final String TIMER = "gembourse_prices_visible_seconds";
    private static final String PART = "gembourse_prices_visible_part_seconds";

    private static final String PAGE = """
            gembourse_prices_visible_seconds_bucket{application="x",le="0.005"} 10.0
            gembourse_prices_visible_seconds_bucket{application="x",le="0.05"} 90.0
            gembourse_prices_visible_seconds_bucket{application="x",le="0.1"} 100.0
            gembourse_prices_visible_seconds_bucket{application="x",le="+Inf"} 100.0
            gembourse_prices_visible_seconds_count{application="x"} 100.0
            gembourse_prices_visible_part_seconds_bucket{application="x",part="decided",le="0.002"} 5.0
            gembourse_prices_visible_part_seconds_bucket{application="x",part="followed",le="0.004"} 7.0
            gembourse_prices_visible_part_seconds_bucket{application="x",part="followed",le="+Inf"} 7.0
            """;

    @Test
    void aPercentileLiesBetweenTheBoundsAsIfTimesWereSpreadEvenly() {
        NavigableMap<Double, Double> buckets = VisibleTime.buckets(PAGE, TIMER, "");

        assertThat(VisibleTime.millisAt(buckets, 10)).isEqualTo(5, within(1e-9));
        assertThat(VisibleTime.millisAt(buckets, 50)).isEqualTo(27.5, within(1e-9));
        assertThat(VisibleTime.millisAt(buckets, 99)).isEqualTo(95, within(1e-9));
    }

    @Test
    void partsAreToldApart() {
        assertThat(VisibleTime.buckets(PAGE, PART, "followed"))
                .containsOnly(entry(0.004, 7.0), entry(POSITIVE_INFINITY, 7.0));
        assertThat(VisibleTime.buckets(PAGE, PART, "decided")).containsOnly(entry(0.002, 5.0));
    }

    @Test
    void withoutPricesThereIsNoPercentile() {
        assertThatThrownBy(() -> VisibleTime.millisAt(VisibleTime.buckets("nothing", TIMER, ""), 50))
                .isInstanceOf(IllegalStateException.class);
    }
}
