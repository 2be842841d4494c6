package dev.gembourse.tools.replay;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.OperationView;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of a row's trade request.
 *
 * @param reason why it was refused; null when it was not
 * @param position where the outcome stands in {@code trading.events.v1}; null when there is none
 * @param replayed whether an earlier run had asked for the same
 * @param took from submission to outcome; null when it was replayed
 */
record Fate(
        AccountId account,
        OperationId operation,
        OperationView.Status status,
        @Nullable String reason,
        @Nullable StreamPosition position,
        boolean replayed,
        @Nullable Duration took) {

    static Fate of(AccountId account, OperationView view, boolean replayed, @Nullable Duration took) {
        return new Fate(account, view.operationId(), view.status(), view.reason(), view.position(), replayed, took);
    }
}
