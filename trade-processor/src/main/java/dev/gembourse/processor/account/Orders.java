package dev.gembourse.processor.account;

import dev.gembourse.events.order.Order;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Symbol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The orders that have been placed, as far as commands name them. */
public interface Orders {

    Orders NONE = new Orders() {
        @Override
        public @Nullable OrderState find(OrderId order) {
            return null;
        }

        @Override
        public @Nullable Order terms(OrderId order) {
            return null;
        }

        @Override
        public List<OrderState> open(AccountId account, @Nullable Symbol symbol) {
            return List.of();
        }
    };

    /** As what it was placed or last replaced; null when none of this id has been placed, or nobody wants to replace it. */
    @Nullable
    Order terms(OrderId order);

    /** The order, or null when none of this id has been placed. */
    @Nullable
    OrderState find(OrderId order);

    /**
     * An account's open orders, the oldest first; at most as many as one command cancels.
     *
     * @param symbol of which asset alone; null for all
     */
    List<OrderState> open(AccountId account, @Nullable Symbol symbol);
}
