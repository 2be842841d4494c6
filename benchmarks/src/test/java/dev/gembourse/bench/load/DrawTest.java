package dev.gembourse.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DrawTest {

    private static final int SIZE = 1_000;
    private static final int DRAWS = 200_000;

    @Test
    void aSkewedLoadGivesTheBusiestAccountItsShareByZipfsLaw() {
        Integer[] counts = counts(Draw.SKEWED.account(SIZE, new Random(1)));
        double harmonic = 0;
        for (int i = 1; i <= SIZE; i++) {
            harmonic += 1.0 / i;
        }
        Integer[] sorted = counts.clone();
        Arrays.sort(sorted);

        assertThat(sorted[SIZE - 1]).isBetween((int) (0.95 * DRAWS / harmonic), (int) (1.05 * DRAWS / harmonic));
        assertThat(sorted[SIZE - 2]).isBetween((int) (0.9 * DRAWS / harmonic / 2), (int) (1.1 * DRAWS / harmonic / 2));
        assertThat(sorted[0]).isPositive();
    }

    @Test
    void aUniformLoadTreatsAllAlikeAndAHotOneTradesOneAsset() {
        Integer[] counts = counts(Draw.UNIFORM.account(SIZE, new Random(1)));

        assertThat(counts).allSatisfy(count -> assertThat(count).isBetween(100, 320));
        assertThat(counts(Draw.HOT.asset(SIZE, new Random(1)))[0]).isEqualTo(DRAWS);
        assertThat(counts(Draw.HOT.account(SIZE, new Random(1))))
                .allSatisfy(count -> assertThat(count).isBetween(100, 320));
    }

    private static Integer[] counts(Draw.Index index) {
        Integer[] counts = new Integer[SIZE];
        Arrays.fill(counts, 0);
        for (int i = 0; i < DRAWS; i++) {
            counts[index.next()]++;
        }
        return counts;
    }
}
