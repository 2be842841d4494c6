package dev.gembourse.bench.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gembourse.bench.invariant.Decisions.Decided;
import dev.gembourse.events.value.OperationId;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DecisionsTest {

    private final Decisions decisions = new Decisions();

    @Test
    void whatWasAddedIsFoundAndNothingElse() {
        Random random = new Random(7);
        Map<OperationId, Decided> expected = new HashMap<>();
        for (int n = 1; n <= 20_000; n++) {
            OperationId operation = new OperationId(new UUID(random.nextLong(), random.nextLong()));
            Decided decided = new Decided(new UUID(random.nextLong(), random.nextLong()), n);
            assertThat(decisions.find(operation)).isNull();
            decisions.add(operation, decided);
            expected.put(operation, decided);
        }

        expected.forEach((operation, decided) ->
                assertThat(decisions.find(operation)).as(operation.toString()).isEqualTo(decided));
    }

    @Test
    void operationsThatFallIntoOnePlaceAreToldApart() {
        // Halves that cancel each other out are mixed to the same number.
        for (int n = 1; n <= 600; n++) {
            decisions.add(new OperationId(new UUID(n, Long.rotateLeft(n, 32))), new Decided(new UUID(0, n), n));
        }

        for (int n = 1; n <= 600; n++) {
            assertThat(decisions.find(new OperationId(new UUID(n, Long.rotateLeft(n, 32)))))
                    .isEqualTo(new Decided(new UUID(0, n), n));
        }
        assertThat(decisions.find(new OperationId(new UUID(601, Long.rotateLeft(601, 32)))))
                .isNull();
    }

    @Test
    void anOutcomeStandsSomewhere() {
        OperationId operation = new OperationId(new UUID(1, 2));

        assertThatIllegalArgumentException().isThrownBy(() -> decisions.add(operation, new Decided(new UUID(0, 0), 0)));
        assertThat(decisions.find(operation)).isNull();
    }
}
