package dev.gembourse.tools.replay;

import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of a row's trade request, or of its price update.
 *
 * @param reason why it was refused; null when it was not
 * @param position where the outcome stands in its journal; null when there is none
 * @param replayed whether an earlier run had asked for the same
 * @param took from submission to outcome; null when it was replayed, or there is none
 */
record Fate(
        Row row,
        Status status,
        @Nullable String reason,
        @Nullable StreamPosition position,
        boolean replayed,
        @Nullable Duration took) {

    /** As the gateway tells it, by the clocks of the servers. */
    static Fate of(Row row, OperationView view, boolean replayed) {
        boolean timed = !replayed && view.submittedAt() != null && view.settledAt() != null;
        return new Fate(
                row,
                view.status(),
                view.reason(),
                view.position(),
                replayed,
                timed ? Duration.between(view.submittedAt(), view.settledAt()) : null);
    }
}
