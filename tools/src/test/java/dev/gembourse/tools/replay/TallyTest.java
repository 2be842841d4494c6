package dev.gembourse.tools.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.OperationView.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final Row ROW =
            new Row(2, Instant.EPOCH, new Symbol("A-USD"), Side.BUY, Price.of("1"), Quantity.of("1"), "1");

    @Test
    void fatesAreCountedByStatusAndReason() {
        Tally tally = new Tally(List.of(
                fate(Status.SETTLED, null, false),
                fate(Status.SETTLED, null, true),
                fate(Status.REFUSED, "INSUFFICIENT_CASH", false),
                fate(Status.REFUSED, "INSUFFICIENT_POSITION", false),
                fate(Status.REFUSED, "INSUFFICIENT_POSITION", true),
                fate(Status.PENDING, null, false)));

        assertThat(tally.count(Status.SETTLED)).isEqualTo(2);
        assertThat(tally.refusedByReason()).isEqualTo(Map.of("INSUFFICIENT_CASH", 1L, "INSUFFICIENT_POSITION", 2L));
        assertThat(tally.replayed()).isEqualTo(2);
        assertThat(tally.count(Status.PENDING)).isEqualTo(1);
        assertThat(Checks.allHaveOutcomes("all", 6, tally).holds()).isFalse();
        assertThat(Checks.allHaveOutcomes("all", 5, tally).holds()).isTrue();
    }

    @Test
    void latencyIsThatOfTheFatesThatWereNotReplayed() {
        Tally tally = new Tally(List.of(fate(Status.SETTLED, null, false), fate(Status.SETTLED, null, true)));

        assertThat(tally.latency())
                .satisfies(latency -> assertThat(latency.p99()).isBetween(19.9, 20.1));
        assertThat(new Tally(List.of(fate(Status.SETTLED, null, true))).latency())
                .isNull();
    }

    private static Fate fate(Status status, String reason, boolean replayed) {
        return new Fate(ROW, status, reason, null, replayed, replayed ? null : Duration.ofMillis(20));
    }
}
