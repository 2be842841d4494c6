package dev.gembourse.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.wire.Message;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final Duration OLDEST = Duration.ofSeconds(60);
    private static final Message COMMAND = new Message("trading.commands.v1", "key", "Type", new byte[0]);

    @Test
    void settlementThatHasNeverAnsweredIsWaitedForAsLongAsACommandMayWait() {
        assertThat(Backlog.of(List.of(), OLDEST, OLDEST).holds(COMMAND)).isFalse();
        assertThat(Backlog.of(List.of(), OLDEST.plusMillis(1), OLDEST).holds(COMMAND))
                .isTrue();
    }

    @Test
    void settlementThatAnswersWithNothingHoldsNothing() {
        assertThat(Backlog.of(List.of(), Duration.ZERO, OLDEST).isNone()).isTrue();
        assertThat(Backlog.NONE.holds(COMMAND)).isFalse();
    }
}
