package dev.gembourse.processor.book;

import dev.gembourse.events.market.MarketEvent.BookUpdated;
import dev.gembourse.events.order.Fill;
import dev.gembourse.events.order.OrderEnd;
import dev.gembourse.events.order.Replacement;
import dev.gembourse.events.order.Trigger;
import dev.gembourse.events.trading.TradingCommand.EndOrder;
import dev.gembourse.events.trading.TradingCommand.FollowUp;
import dev.gembourse.events.trading.TradingCommand.NoteTrigger;
import dev.gembourse.events.trading.TradingCommand.SettleFill;
import dev.gembourse.events.trading.TradingCommand.SettleReplacement;
import dev.gembourse.events.value.OrderId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What accounts are asked to settle once something has happened in a book: the same, however often that is asked. */
public final class BookRules {

    private BookRules() {}

    /** One command for each fill; the end of an order comes with its last one, or by itself when there is none. */
    public static List<FollowUp> next(BookUpdated updated) {
        Map<OrderId, OrderEnd> ends = new HashMap<>();
        updated.ends().forEach(end -> ends.put(end.order(), end));
        List<FollowUp> commands =
                new ArrayList<>(updated.fills().size() + updated.ends().size());
        for (int i = updated.fills().size() - 1; i >= 0; i--) {
            commands.add(settle(updated, updated.fills().get(i), ends));
        }
        List<FollowUp> inOrder = new ArrayList<>();
        Replacement replacement = updated.replacement();
        if (replacement != null) {
            inOrder.add(settle(updated, replacement));
        }
        updated.triggers().forEach(trigger -> inOrder.add(note(updated, trigger)));
        inOrder.addAll(commands.reversed());
        for (OrderEnd end : updated.ends()) {
            if (ends.containsKey(end.order())) {
                inOrder.add(new EndOrder(
                        EndOrder.operationOf(updated.symbol(), end.order()),
                        end.account(),
                        updated.symbol(),
                        end,
                        updated.occurredAt()));
            }
        }
        return inOrder;
    }

    private static SettleReplacement settle(BookUpdated updated, Replacement replacement) {
        return new SettleReplacement(
                SettleReplacement.operationOf(updated.symbol(), replacement),
                replacement.order().account(),
                updated.symbol(),
                replacement,
                updated.occurredAt());
    }

    private static NoteTrigger note(BookUpdated updated, Trigger trigger) {
        return new NoteTrigger(
                NoteTrigger.operationOf(updated.symbol(), trigger.order()),
                trigger.account(),
                updated.symbol(),
                trigger,
                updated.occurredAt());
    }

    /** Going from the last fill to the first, the first one met of an order takes its end. */
    private static SettleFill settle(BookUpdated updated, Fill fill, Map<OrderId, OrderEnd> ends) {
        return new SettleFill(
                SettleFill.operationOf(updated.symbol(), fill),
                fill.account(),
                updated.symbol(),
                fill,
                ends.remove(fill.order()),
                updated.occurredAt());
    }
}
