package dev.gembourse.processor.book;

import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.order.SelfTrade;
import dev.gembourse.events.value.OrderId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What waits of one symbol, and what the house offers beside it. Orders are filled by price, then by time, at the price of whoever waited; where
 * the house has the same price as a player, the player comes first. Prices and quantities are counted in 10⁻⁸.
 *
 * <p>Knows neither accounts' balances nor clocks: the same commands give the same executions, always. Not thread-safe.
 */
public final class OrderBook {

    /** What the house has when it has said nothing. */
    private static final long NONE = 0;

    private final boolean limited;
    private final PriceLevels bids = new PriceLevels(true);
    private final PriceLevels asks = new PriceLevels(false);
    private final Map<OrderId, BookOrder> orders = new HashMap<>();
    private long housePrice = NONE;
    private long houseQuantity = NONE;
    private long last = NONE;
    private long nextSequence = 1;

    /** @param limited whether the house buys whatever it is offered, and sells what it has; otherwise it offers a quantity either way */
    public OrderBook(boolean limited) {
        this.limited = limited;
    }

    /** Brings a stored book back; its orders follow by {@link #restore(BookOrder, long)}. */
    public void restore(long itsLast, long itsHousePrice, long itsHouseQuantity, long itsNextSequence) {
        last = itsLast;
        housePrice = itsHousePrice;
        houseQuantity = itsHouseQuantity;
        nextSequence = itsNextSequence;
    }

    /** Brings a stored order back; those of a price in the order of their sequence. */
    public void restore(BookOrder order, long sequence) {
        order.sequence = sequence;
        rest(order);
    }

    public long last() {
        return last;
    }

    public long housePrice() {
        return housePrice;
    }

    /** What is left of what the house offers. */
    public long houseQuantity() {
        return houseQuantity;
    }

    /** The sequence of the next order to enter. */
    public long nextSequence() {
        return nextSequence;
    }

    /** The order of this id that waits; null when none does. */
    public @Nullable BookOrder find(OrderId id) {
        return orders.get(id);
    }

    /** Lets an order in: fills what can be filled at once, and has the rest wait or end. */
    public void enter(BookOrder order, Entry how, BookListener listener) {
        order.sequence = nextSequence++;
        Matching matching = new Matching(order, how, listener);
        if (how.postOnly() && matching.wouldTake()) {
            listener.ended(order, EndReason.WOULD_TAKE);
        } else if (how.whole() && !matching.canBeWhole()) {
            listener.ended(order, EndReason.NOT_FILLABLE);
        } else {
            EndReason reason = matching.take();
            if (reason != null) {
                listener.ended(order, reason);
            } else if (how.rests()) {
                rest(order);
                listener.rested(order);
            } else {
                listener.ended(order, EndReason.NOTHING_TO_TAKE);
            }
            if (limited && !order.buys) {
                fillBids(listener); // what the house has bought it sells again
            }
        }
    }

    /** Takes an order out; false when it does not wait here. */
    public boolean cancel(OrderId id, EndReason reason, BookListener listener) {
        BookOrder order = orders.get(id);
        if (order == null) {
            return false;
        }
        remove(order);
        listener.ended(order, reason);
        return true;
    }

    /** Takes out all orders of a kind, those that came first first. */
    public void cancelAll(Predicate<BookOrder> which, EndReason reason, BookListener listener) {
        List<BookOrder> found = orders.values().stream()
                .filter(which)
                .sorted(Comparator.comparingLong(BookOrder::sequence))
                .toList();
        for (BookOrder order : found) {
            cancel(order.id, reason, listener);
        }
    }

    /** A tick: from now on the house has this price, and so much at it, instead of what it had. Nothing is filled yet. */
    public void offer(long price, long quantity) {
        housePrice = price;
        houseQuantity = quantity;
        last = price;
    }

    /** Fills what waits with what the house offers, at its price. */
    public void fill(BookListener listener) {
        if (limited) {
            fillAsks(listener);
            fillBids(listener);
        } else {
            fillBids(listener);
            fillAsks(listener);
        }
    }

    private void fillBids(BookListener listener) {
        fill(bids, listener);
    }

    private void fillAsks(BookListener listener) {
        fill(asks, listener);
    }

    private void fill(PriceLevels side, BookListener listener) {
        if (housePrice == NONE) {
            return;
        }
        for (PriceLevel level = side.best(); level != null; level = level.worse) {
            if (!side.isAtLeastAsGood(level.price, housePrice)) {
                return;
            }
            BookOrder order = level.first;
            while (order != null) {
                BookOrder next = order.next;
                long quantity = Math.min(order.open, houseHas(order.buys));
                if (quantity == 0) {
                    return;
                }
                if (order.admits(housePrice)) {
                    houseTrades(order, quantity);
                    listener.executedByHouse(order, true, housePrice, quantity);
                    endIfFilled(order, listener);
                }
                order = next;
            }
        }
    }

    /** How much the house sells to a buyer, or buys from a seller. */
    private long houseHas(boolean buyer) {
        if (housePrice == NONE) {
            return 0;
        }
        return limited && !buyer ? Long.MAX_VALUE - houseQuantity : houseQuantity;
    }

    private void houseTrades(BookOrder order, long quantity) {
        order.open -= quantity;
        houseQuantity += limited && !order.buys ? quantity : -quantity;
        last = housePrice;
    }

    private void endIfFilled(BookOrder waiting, BookListener listener) {
        if (waiting.open == 0) {
            remove(waiting);
            listener.ended(waiting, EndReason.FILLED);
        }
    }

    private void rest(BookOrder order) {
        orders.put(order.id, order);
        (order.buys ? bids : asks).add(order);
    }

    private void remove(BookOrder order) {
        orders.remove(order.id);
        (order.buys ? bids : asks).remove(order);
    }

    /** What an order takes at its entry. */
    private final class Matching {

        private final BookOrder taker;
        private final Entry how;
        private final BookListener listener;
        private final PriceLevels opposite;
        private long budget;

        Matching(BookOrder taker, Entry how, BookListener listener) {
            this.taker = taker;
            this.how = how;
            this.listener = listener;
            this.opposite = taker.buys ? asks : bids;
            this.budget = how.budget();
        }

        boolean wouldTake() {
            return bestLevel() != null || houseIsAdmitted();
        }

        /** Takes what there is; why the order has ended, or null when something of it is left that may wait. */
        @Nullable
        EndReason take() {
            while (taker.open > 0) {
                PriceLevel level = bestLevel();
                EndReason reason;
                if (houseIsAdmitted() && (level == null || isHouseBetter(level))) {
                    reason = takeOfHouse();
                } else if (level != null) {
                    reason = takeOf(level);
                } else {
                    return null;
                }
                if (reason != null) {
                    return reason;
                }
            }
            return EndReason.FILLED;
        }

        private @Nullable EndReason takeOfHouse() {
            long quantity = affordable(housePrice, Math.min(taker.open, houseHas(taker.buys)));
            if (quantity == 0) {
                return EndReason.NOTHING_TO_TAKE;
            }
            spend(housePrice, quantity);
            houseTrades(taker, quantity);
            listener.executedByHouse(taker, false, housePrice, quantity);
            return isSpent(housePrice, budget) ? EndReason.FILLED : null;
        }

        private @Nullable EndReason takeOf(PriceLevel level) {
            BookOrder maker = first(level);
            if (maker.account.equals(taker.account)) {
                if (how.selfTrade() != SelfTrade.CANCEL_NEWEST) {
                    remove(maker);
                    listener.ended(maker, EndReason.SELF_TRADE);
                }
                return how.selfTrade() == SelfTrade.CANCEL_OLDEST ? null : EndReason.SELF_TRADE;
            }
            long quantity = affordable(level.price, Math.min(taker.open, maker.open));
            if (quantity == 0) {
                return EndReason.NOTHING_TO_TAKE;
            }
            spend(level.price, quantity);
            taker.open -= quantity;
            maker.open -= quantity;
            last = level.price;
            listener.executed(maker, taker, level.price, quantity);
            endIfFilled(maker, listener);
            return isSpent(level.price, budget) ? EndReason.FILLED : null;
        }

        /** Whether all of it could be taken now: the same steps as {@link #take}, without taking anything. */
        boolean canBeWhole() {
            long left = taker.open;
            long budgetLeft = budget;
            long house = houseIsAdmitted() ? houseHas(taker.buys) : 0;
            PriceLevel level = bestLevel();
            while (level != null || house > 0) {
                PriceLevel admitted = level != null && taker.admits(level.price) ? level : null;
                if (house > 0 && (admitted == null || isHouseBetter(admitted))) {
                    long quantity = affordable(housePrice, Math.min(left, house), budgetLeft);
                    if (quantity == 0) {
                        return false;
                    }
                    budgetLeft = after(housePrice, quantity, budgetLeft);
                    left -= quantity;
                    house = 0;
                    if (left == 0 || isSpent(housePrice, budgetLeft)) {
                        return true;
                    }
                }
                if (admitted == null) {
                    return false;
                }
                for (BookOrder maker = admitted.first; maker != null; maker = maker.next) {
                    if (maker.account.equals(taker.account)) {
                        if (how.selfTrade() != SelfTrade.CANCEL_OLDEST) {
                            return false;
                        }
                        continue;
                    }
                    long quantity = affordable(admitted.price, Math.min(left, maker.open), budgetLeft);
                    if (quantity == 0) {
                        return false;
                    }
                    budgetLeft = after(admitted.price, quantity, budgetLeft);
                    left -= quantity;
                    if (left == 0 || isSpent(admitted.price, budgetLeft)) {
                        return true;
                    }
                }
                level = admitted.worse;
            }
            return false;
        }

        /** Whether a budget does not pay for another lot at this price, and so at none that may follow. */
        private boolean isSpent(long price, long budgetLeft) {
            return how.budget() != Entry.UNLIMITED && Fixed.affordable(budgetLeft, price, how.lot()) == 0;
        }

        /** The best level at whose price the order is filled; null when there is none. */
        private @Nullable PriceLevel bestLevel() {
            PriceLevel level = taker.best == BookOrder.ANY ? opposite.best() : opposite.bestUpTo(taker.best);
            return level != null && taker.admits(level.price) ? level : null;
        }

        private boolean houseIsAdmitted() {
            return houseHas(taker.buys) > 0 && taker.admits(housePrice);
        }

        private boolean isHouseBetter(PriceLevel level) {
            return taker.buys ? housePrice < level.price : housePrice > level.price;
        }

        private long affordable(long price, long quantity) {
            return affordable(price, quantity, budget);
        }

        private long affordable(long price, long quantity, long budgetLeft) {
            return how.budget() == Entry.UNLIMITED
                    ? quantity
                    : Math.min(quantity, Fixed.affordable(budgetLeft, price, how.lot()));
        }

        private void spend(long price, long quantity) {
            budget = after(price, quantity, budget);
        }

        private long after(long price, long quantity, long budgetLeft) {
            return how.budget() == Entry.UNLIMITED ? budgetLeft : budgetLeft - Fixed.worth(price, quantity);
        }
    }

    private static BookOrder first(PriceLevel level) {
        if (level.first == null) {
            throw new IllegalStateException("expected an order at " + level.price);
        }
        return level.first;
    }
}
