package dev.gembourse.bench.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gembourse.bench.load.Draw;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ResultTest {

    @Test
    void theMedianIsTheMiddleRoundOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(result(30, 10, 20).median()).isEqualTo(20);
        assertThat(result(30, 10, 20, 40).median()).isEqualTo(25);
        assertThat(result(7).median()).isEqualTo(7);
    }

    @Test
    void theSpreadIsThatBetweenTheFastestAndTheSlowestRound() {
        assertThat(result(30, 10, 20).spreadPercent()).isEqualTo(100, within(0.001));
        assertThat(result(7).spreadPercent()).isZero();
    }

    @Test
    void cpuTimeOfARoundIsThatOfAllParts() {
        Round round = new Round(1, Draw.UNIFORM, 10, 1, 10, Map.of("kafka", 1.5, "trade-processor", 2.0), 0.1, 0, 5, 2);

        assertThat(round.cpuMicros()).isEqualTo(3.5);
        assertThat(round.hashPercent()).isEqualTo(5, within(0.001));
        assertThat(round.commitsPerTrade()).isEqualTo(0.5);
    }

    private static Result result(double... rates) {
        List<Round> rounds = DoubleStream.of(rates)
                .mapToObj(rate -> new Round(1, Draw.UNIFORM, 1, 1, rate, Map.of(), 0, 0, 1, 1))
                .toList();
        return Result.of(Settings.quick(List.of(Draw.UNIFORM), List.of()), Map.of(), rounds, List.of(), List.of());
    }
}
