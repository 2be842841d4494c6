package dev.gembourse.leaderboard.rank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTest {

    private final Column column = new Column();

    @ParameterizedTest(name = "seed {0}: {1} numbers of up to {2} bits")
    @CsvSource({"1, 1, 1", "2, 1024, 1", "3, 1025, 7", "4, 5000, 33", "5, 3000, 50", "6, 3000, 63", "7, 2500, 64"})
    void itReturnsWhatWasSet(long seed, int size, int bits) {
        Random random = new Random(seed);
        long[] plain = new long[size];
        for (int change = 0; change < 5 * size; change++) {
            int index = change < size ? change : random.nextInt(size);
            plain[index] = random.nextLong() >> (Long.SIZE - random.nextInt(1, bits + 1));
            column.set(index, plain[index]);
        }

        for (int index = 0; index < size; index++) {
            assertThat(column.get(index)).isEqualTo(plain[index]);
        }
    }

    @Test
    void theLeastAndTheGreatestNumberFitIntoOnePage() {
        long[] numbers = {0, Long.MAX_VALUE, Long.MIN_VALUE, -1, 1};
        for (int index = 0; index < numbers.length; index++) {
            column.set(index, numbers[index]);
        }

        for (int index = 0; index < numbers.length; index++) {
            assertThat(column.get(index)).isEqualTo(numbers[index]);
        }
    }

    @Test
    void numbersMayFallBelowAllOthers() {
        for (int index = 0; index < 2_000; index++) {
            column.set(index, -1_000L * index * index);
        }

        for (int index = 0; index < 2_000; index++) {
            assertThat(column.get(index)).isEqualTo(-1_000L * index * index);
        }
    }

    @Test
    void aChangeLeavesTheNeighboursAlone() {
        for (int index = 0; index < 1_024; index++) {
            column.set(index, 1_000_000 + index);
        }

        column.set(500, 1_000_999);
        column.set(1_023, 1_000_000);

        for (int index = 0; index < 1_023; index++) {
            assertThat(column.get(index)).isEqualTo(index == 500 ? 1_000_999 : 1_000_000 + index);
        }
        assertThat(column.get(1_023)).isEqualTo(1_000_000);
    }
}
