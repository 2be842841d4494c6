package dev.gembourse.gateway.command;

import dev.gembourse.events.view.TradeView;
import dev.gembourse.gateway.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a batch is answered with: one answer per item, in the order of the request. */
public record BatchView(List<Item> items) {

    public BatchView {
        items = List.copyOf(items);
    }

    /**
     * The answer to one item; exactly one of the last three is there.
     *
     * @param status the HTTP status that the item would have been answered with alone
     * @param position where the outcome stands in the journal, if it is known
     * @param replayed whether an earlier request had asked for the same
     * @param operation it is in the log
     * @param result it is settled: a {@link TradeView}, or what became of the tick
     * @param problem it was not accepted, or was refused
     */
    public record Item(
            int status,
            @Nullable String position,
            @Nullable Boolean replayed,
            Answer.@Nullable Pending operation,
            @Nullable Object result,
            @Nullable Problem problem) {

        static Item of(Answer answer) {
            return new Item(
                    answer.status().value(),
                    answer.position(),
                    answer.isReplayed() ? true : null,
                    answer.body() instanceof Answer.Pending pending ? pending : null,
                    answer.body() instanceof Answer.Pending ? null : answer.body(),
                    null);
        }

        static Item of(Problem problem, boolean isReplayed) {
            return new Item(problem.status(), problem.position(), isReplayed ? true : null, null, null, problem);
        }
    }
}
