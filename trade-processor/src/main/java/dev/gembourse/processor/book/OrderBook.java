package dev.gembourse.processor.book;

import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.order.OrderType;
import dev.gembourse.events.order.SelfTrade;
import dev.gembourse.events.value.OrderId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What waits of one symbol, and what the house offers beside it. Orders are filled by price, then by time, at the price of whoever waited; where
 * the house has the same price as a player, the player comes first. Prices and quantities are counted in 10⁻⁸.
 *
 * <p>The last price is that of the newest execution or tick. When it reaches the stop of an order, that enters once the order or tick is done
 * that has moved the price. Where the price would move too far by one command, trading halts: nothing is filled until an operator lets it go on.
 *
 * <p>Knows neither accounts' balances nor clocks: the same commands give the same executions, always. Not thread-safe.
 */
public final class OrderBook {

    /** What the house has when it has said nothing. */
    private static final long NONE = BookOrder.NONE;

    private final boolean limited;
    private final long band;
    private final PriceLevels bids = new PriceLevels(true);
    private final PriceLevels asks = new PriceLevels(false);
    private final Stops stops = new Stops();
    private final Map<OrderId, BookOrder> orders = new HashMap<>();
    private final TreeSet<BookOrder> expiring =
            new TreeSet<>(Comparator.<BookOrder>comparingLong(order -> order.terms.expires())
                    .thenComparingLong(order -> order.sequence));
    private long housePrice = NONE;
    private long houseQuantity = NONE;
    private long last = NONE;
    private long nextSequence = 1;
    private long time;
    private boolean halted;

    /** The last price when the command came that is under way. */
    private long reference = NONE;

    /**
     * A book in which nothing waits.
     *
     * @param limited whether the house buys whatever it is offered, and sells what it has; otherwise it offers a quantity either way
     * @param band how far the price may move by one command, in basis points; 0 for any distance
     */
    public OrderBook(boolean limited, int band) {
        this.limited = limited;
        this.band = band;
    }

    /** What a book is beside what waits in it. Times are milliseconds of the epoch. */
    public record State(long last, long housePrice, long houseQuantity, long nextSequence, long time, boolean halted) {}

    /** Brings a stored book back; its orders follow by {@link #restore(BookOrder, long, long, long)}. */
    public void restore(State state) {
        last = state.last;
        housePrice = state.housePrice;
        houseQuantity = state.houseQuantity;
        nextSequence = state.nextSequence;
        time = state.time;
        halted = state.halted;
    }

    /**
     * Brings a stored order back, in the order of their sequence.
     *
     * @param stop as it was told last
     * @param peak as it was told last
     */
    public void restore(BookOrder order, long sequence, long stop, long peak) {
        order.sequence = sequence;
        order.stop = stop;
        keep(order);
        if (order.rests()) {
            sideOf(order).add(order);
        }
        if (order.isTriggered()) {
            stops.add(order, peak, NONE);
        }
    }

    public State state() {
        return new State(last, housePrice, houseQuantity, nextSequence, time, halted);
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

    /** Whether nothing is filled. */
    public boolean isHalted() {
        return halted;
    }

    /** The order of this id that waits; null when none does. */
    public @Nullable BookOrder find(OrderId id) {
        return orders.get(id);
    }

    /** Lets an order in: fills what can be filled at once, and has the rest wait or end. */
    public void enter(BookOrder order, Entry how, BookListener listener) {
        begin();
        enterNow(order, how, listener);
        goOn(listener);
    }

    /**
     * Replaces an order that waits by another one of the same id. It keeps its priority if it only becomes smaller.
     *
     * @return false when it stays as it was, for it would be filled at once, and is not to be
     */
    public boolean replace(BookOrder old, BookOrder by, Entry how, BookListener listener) {
        begin();
        boolean smaller = by.open <= old.open || !old.rests();
        if (by.terms.equals(old.terms) && smaller) {
            old.open = by.open;
            listener.changed(old);
            return true;
        }
        if (how.postOnly() && new Matching(by, how, listener).wouldTake()) {
            return false;
        }
        remove(old, listener);
        listener.changed(old);
        enterNow(by, how, listener);
        goOn(listener);
        return true;
    }

    /** Takes an order out; false when it does not wait here. */
    public boolean cancel(OrderId id, EndReason reason, BookListener listener) {
        begin();
        BookOrder order = orders.get(id);
        if (order == null) {
            return false;
        }
        end(order, reason, listener);
        return true;
    }

    /** Takes out all orders of a kind, those that came first first. */
    public void cancelAll(Predicate<BookOrder> which, EndReason reason, BookListener listener) {
        begin();
        List<BookOrder> found = orders.values().stream()
                .filter(which)
                .sorted(Comparator.comparingLong(BookOrder::sequence))
                .toList();
        found.forEach(order -> end(order, reason, listener));
    }

    /** It is as late as this, in milliseconds of the epoch: what has expired ends. */
    public void passTime(long now, BookListener listener) {
        begin();
        time = Math.max(time, now);
        while (!expiring.isEmpty() && expiring.first().terms.expires() <= time) {
            end(expiring.first(), EndReason.EXPIRED, listener);
        }
    }

    /** A tick: from now on the house has this price, and so much at it, instead of what it had. It fills what waits, unless trading is halted. */
    public void tick(long price, long quantity, BookListener listener) {
        begin();
        housePrice = price;
        houseQuantity = quantity;
        if (!halted && !breaks(price, listener)) {
            move(price, listener);
            fill(listener);
            goOn(listener);
        }
    }

    /** An operator's word: the house has this price, however far that is from the last one, and trading goes on. */
    public void open(long price, long quantity, BookListener listener) {
        halted = false;
        last = price;
        begin();
        stops.follow(price, listener::changed);
        tick(price, quantity, listener);
    }

    /** From now on nothing is filled. Orders can still be cancelled. */
    public void halt() {
        halted = true;
    }

    private void begin() {
        reference = last;
    }

    private void enterNow(BookOrder order, Entry how, BookListener listener) {
        order.sequence = nextSequence++;
        if (order.terms.expires() <= time) {
            listener.ended(order, EndReason.EXPIRED);
        } else if (!order.rests() || order.isReached(last)) {
            wait(order, listener);
        } else {
            match(order, how, listener);
        }
    }

    private void match(BookOrder order, Entry how, BookListener listener) {
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
                wait(order, listener);
            } else {
                listener.ended(order, EndReason.NOTHING_TO_TAKE);
            }
            if (limited && !order.buys) {
                fill(bids, listener); // what the house has bought it sells again
            }
        }
    }

    /** Has those enter whose stop the last price has reached; each may move it again. */
    private void goOn(BookListener listener) {
        while (!halted) {
            BookOrder order = stops.next();
            if (order == null) {
                return;
            }
            if (orders.get(order.id) == order) {
                remove(order, listener);
                listener.triggered(order, order.stop);
                boolean rests = order.terms.type() == OrderType.STOP_LIMIT;
                enterNow(order.triggered(), rests ? Entry.WAITS : Entry.TAKES, listener);
            }
        }
        stops.putBack(order -> orders.get(order.id) == order, listener::changed);
    }

    /** Fills what waits with what the house offers, at its price. */
    private void fill(BookListener listener) {
        fill(limited ? asks : bids, listener);
        fill(limited ? bids : asks, listener);
    }

    private void fill(PriceLevels side, BookListener listener) {
        if (housePrice == NONE || halted) {
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
                    if (breaks(housePrice, listener)) {
                        return;
                    }
                    houseTrades(order, quantity, listener);
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

    private void houseTrades(BookOrder order, long quantity, BookListener listener) {
        order.open -= quantity;
        houseQuantity += limited && !order.buys ? quantity : -quantity;
        move(housePrice, listener);
    }

    private void move(long price, BookListener listener) {
        if (price != last) {
            last = price;
            stops.follow(price, listener::changed);
        }
    }

    /** Whether a price is too far from where the command has found it: then trading halts. */
    private boolean breaks(long price, BookListener listener) {
        if (!isTooFar(price)) {
            return false;
        }
        halted = true;
        listener.halted(reference, price);
        return true;
    }

    private boolean isTooFar(long price) {
        return band > 0 && reference != NONE && Math.abs(price - reference) > Trail.share(reference, band);
    }

    private void endIfFilled(BookOrder waiting, BookListener listener) {
        if (waiting.open == 0) {
            end(waiting, EndReason.FILLED, listener);
        }
    }

    private void end(BookOrder waiting, EndReason reason, BookListener listener) {
        remove(waiting, listener);
        listener.ended(waiting, reason);
    }

    private void wait(BookOrder order, BookListener listener) {
        keep(order);
        if (order.rests()) {
            sideOf(order).add(order);
        }
        if (order.isTriggered()) {
            stops.add(order, last, last);
        }
        listener.rested(order);
    }

    private void keep(BookOrder order) {
        orders.put(order.id, order);
        if (order.terms.expires() != BookOrder.NEVER) {
            expiring.add(order);
        }
    }

    private void remove(BookOrder order, BookListener listener) {
        orders.remove(order.id);
        if (order.level != null) {
            sideOf(order).remove(order);
        }
        if (order.isTriggered()) {
            stops.remove(order, listener::changed);
        }
        if (order.terms.expires() != BookOrder.NEVER) {
            expiring.remove(order);
        }
    }

    private PriceLevels sideOf(BookOrder order) {
        return order.buys ? bids : asks;
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
                boolean house = houseIsAdmitted() && (level == null || isHouseBetter(level));
                if (level == null && !house) {
                    return null;
                }
                if (breaks(level == null || house ? housePrice : level.price, listener)) {
                    return EndReason.PRICE_BAND;
                }
                reason = level == null || house ? takeOfHouse() : takeOf(level);
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
            houseTrades(taker, quantity, listener);
            listener.executedByHouse(taker, false, housePrice, quantity);
            return isSpent(housePrice, budget) ? EndReason.FILLED : null;
        }

        private @Nullable EndReason takeOf(PriceLevel level) {
            BookOrder maker = first(level);
            if (maker.account.equals(taker.account)) {
                if (taker.terms.selfTrade() != SelfTrade.CANCEL_NEWEST) {
                    end(maker, EndReason.SELF_TRADE, listener);
                }
                return taker.terms.selfTrade() == SelfTrade.CANCEL_OLDEST ? null : EndReason.SELF_TRADE;
            }
            long quantity = affordable(level.price, Math.min(taker.open, maker.open));
            if (quantity == 0) {
                return EndReason.NOTHING_TO_TAKE;
            }
            spend(level.price, quantity);
            taker.open -= quantity;
            maker.open -= quantity;
            move(level.price, listener);
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
                    if (isTooFar(housePrice)) {
                        return false;
                    }
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
                if (admitted == null || isTooFar(admitted.price)) {
                    return false;
                }
                for (BookOrder maker = admitted.first; maker != null; maker = maker.next) {
                    if (maker.account.equals(taker.account)) {
                        if (taker.terms.selfTrade() != SelfTrade.CANCEL_OLDEST) {
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
