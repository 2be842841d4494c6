package dev.gembourse.bench.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetainedSizeTest {

    private static final class Leaf {
        final long[] numbers = new long[3];
    }

    private static final class Tree {
        final Leaf leaf = new Leaf();
        final Object again = leaf;
        final byte[] bytes = new byte[10];
    }

    @Test
    void everyObjectIsCountedOnceAndBookedToItsOwner() {
        Map<String, Long> bytes = RetainedSize.of(new Tree(), Set.of("Leaf"));

        assertThat(bytes)
                .containsEntry("", 24L + 32) // header and three references; header, length and ten bytes
                .containsEntry("Leaf", 16L + 40);
    }
}
