package dev.gembourse.bench.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.bench.endtoend.EndToEndResult.Bare;
import dev.gembourse.bench.endtoend.EndToEndResult.Latencies;
import dev.gembourse.bench.endtoend.EndToEndResult.Percentiles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatioTest {

    @Test
    void mediansOfTheSameRateAreCompared() {
        List<Latencies> ours = List.of(ours(1, 200, 30), ours(1, 1_000, 80), ours(2, 200, 50), ours(3, 200, 40));
        List<Bare> bare = List.of(bare(1, 1_000, 20), bare(1, 200, 10), bare(2, 200, 5), bare(3, 200, 90));

        List<Ratio> ratios = Ratio.of(ours, bare);

        Percentiles low = new Percentiles(10, 20, 30);
        Percentiles high = new Percentiles(20, 40, 60);
        assertThat(ratios)
                .containsExactly(new Ratio(200, low, 11, 4, 4, 4), new Ratio(1_000, high, 21, 4, 4, 84 / 21.0));
    }

    @Test
    void withoutTheHopsAloneThereIsNone() {
        assertThat(Ratio.of(List.of(ours(1, 200, 30)), List.of())).isEmpty();
    }

    private static Latencies ours(int round, double rate, double millis) {
        return new Latencies(
                round, rate, percentiles(millis), percentiles(99), Map.of("postgres", millis, "kafka", 4.0));
    }

    private static Bare bare(int round, double rate, double millis) {
        return new Bare(round, rate, percentiles(millis), Map.of("postgres", millis, "kafka", 1.0));
    }

    private static Percentiles percentiles(double millis) {
        return new Percentiles(millis, 2 * millis, 3 * millis);
    }
}
