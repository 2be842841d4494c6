package dev.gembourse.processor.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private final Remembered<Integer, String> rows = new Remembered<>();

    @Test
    void aRowIsReadOnceAndSoIsThatThereIsNone() {
        assertThat(rows.unknown(List.of(3, 1, 3, 2))).containsExactly(1, 2, 3);
        rows.put(1, "one");

        assertThat(rows.unknown(List.of(1, 2, 4))).containsExactly(4);
        assertThat(rows.get(1)).isEqualTo("one");
        assertThat(rows.get(2)).isNull();
    }

    @Test
    void whenThereAreTooManyAllAreReadAgain() {
        List<Integer> many = IntStream.range(0, 20_001).boxed().toList();
        assertThat(rows.unknown(many)).hasSize(many.size());
        rows.put(1, "one");

        assertThat(rows.unknown(List.of(1))).containsExactly(1);
        assertThat(rows.get(1)).isNull();
    }
}
