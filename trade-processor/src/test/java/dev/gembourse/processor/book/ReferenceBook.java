package dev.gembourse.processor.book;

import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.order.OrderType;
import dev.gembourse.events.order.SelfTrade;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A book as plainly as it can be said: a list of orders, of which the best is looked for anew for each execution. What happens is said in
 * words, so that two books can be compared.
 */
final class ReferenceBook {

    static final class Waiting {
        final UUID id;
        final UUID account;
        final BookOrder.Terms terms;
        final boolean buys;
        final long limit;
        final long best;
        final long sequence;
        long open;
        long stop;
        long peak;
        boolean rests;

        Waiting(UUID id, UUID account, BookOrder.Terms terms, long sequence, long open) {
            this.id = id;
            this.account = account;
            this.terms = terms;
            this.buys = terms.buys();
            this.limit = terms.limit();
            this.best = terms.best();
            this.sequence = sequence;
            this.open = open;
            this.stop = terms.stop();
        }

        /** The last price that triggers it; 0 for none. */
        long stop() {
            long trail = terms.trail();
            if (stop != 0 || trail == 0) {
                return stop;
            }
            long away = trail > 0
                    ? trail
                    : BigInteger.valueOf(peak)
                            .multiply(BigInteger.valueOf(-trail))
                            .divide(BigInteger.valueOf(10_000))
                            .longValueExact();
            return buys ? peak + away : peak - away;
        }

        boolean isReached(long last) {
            return terms.type().isTriggered() && stop() > 0 && (buys ? last >= stop() : last <= stop());
        }

        boolean admits(long price) {
            long low = buys ? (best < 0 ? 0 : best) : limit;
            long high = buys ? limit : (best < 0 ? Long.MAX_VALUE : best);
            return low <= price && price <= high;
        }
    }

    final List<Waiting> waiting = new ArrayList<>();
    private final boolean limited;
    private final List<String> told;
    private final List<Waiting> elected = new ArrayList<>();
    private final int band;
    private long sequence = 1;
    private long reference;
    private long time;
    long last;
    boolean halted;
    long housePrice;
    long houseQuantity;

    ReferenceBook(boolean limited, int band, List<String> told) {
        this.limited = limited;
        this.band = band;
        this.told = told;
    }

    void enter(UUID id, UUID account, BookOrder.Terms terms, long quantity, Entry how) {
        reference = last;
        enterNow(id, account, terms, quantity, how);
        goOn();
    }

    private void enterNow(UUID id, UUID account, BookOrder.Terms terms, long quantity, Entry how) {
        Waiting order = new Waiting(id, account, terms, sequence++, quantity);
        order.peak = last;
        order.rests = !terms.type().isTriggered() || terms.type() == OrderType.OCO;
        if (terms.expires() <= time) {
            ended(order, EndReason.EXPIRED);
            return;
        }
        if (!order.rests || (order.stop != 0 && order.isReached(last))) {
            waits(order);
            return;
        }
        if (how.postOnly() && (bestFor(order).isPresent() || house(order) > 0)) {
            ended(order, EndReason.WOULD_TAKE);
            return;
        }
        if (how.whole() && !succeeds(order, how)) {
            ended(order, EndReason.NOT_FILLABLE);
            return;
        }
        EndReason end = take(order, how);
        if (end != null) {
            ended(order, end);
        } else if (how.rests()) {
            waits(order);
        } else {
            ended(order, EndReason.NOTHING_TO_TAKE);
        }
        if (limited && !order.buys) {
            fillWaiting(true);
        }
    }

    private void waits(Waiting order) {
        order.peak = last;
        waiting.add(order);
        told.add("rested " + order.id);
        if (order.stop != 0 && order.isReached(last)) {
            elected.add(order);
        }
    }

    /** Another price: those whose stop it has reached are elected, the nearest stop first. */
    private void move(long price) {
        if (price == last) {
            return;
        }
        last = price;
        follow();
    }

    private void follow() {
        for (boolean side : new boolean[] {false, true}) {
            for (Waiting one : waiting) {
                if (one.buys == side && one.stop == 0) {
                    one.peak = side ? Math.min(one.peak, last) : Math.max(one.peak, last);
                }
            }
            List<Waiting> reached = waiting.stream()
                    .filter(one -> one.buys == side && one.isReached(last) && !elected.contains(one))
                    .sorted(Comparator.<Waiting>comparingLong(one -> side ? one.stop() : -one.stop())
                            .thenComparingLong(one -> one.sequence))
                    .toList();
            reached.forEach(one -> one.stop = one.stop());
            elected.addAll(reached);
        }
    }

    private void goOn() {
        while (!halted && !elected.isEmpty()) {
            Waiting order = elected.removeFirst();
            if (!waiting.remove(order)) {
                continue;
            }
            told.add("triggered " + order.id + " at " + order.stop);
            boolean limit = order.terms.type() == OrderType.STOP_LIMIT;
            long tenth = order.stop / 10;
            long then = switch (order.terms.type()) {
                case STOP_LIMIT -> order.limit;
                case TRAILING_STOP ->
                    order.buys
                            ? Math.min(order.terms.worst(), order.stop + tenth)
                            : order.stop - tenth - (order.stop % 10 == 0 ? 0 : 1);
                default -> order.terms.worst();
            };
            enterNow(
                    order.id,
                    order.account,
                    order.terms.triggered(Math.max(1, then)),
                    order.open,
                    limit ? Entry.WAITS : Entry.TAKES);
        }
        elected.clear();
    }

    boolean replace(UUID id, BookOrder.Terms terms, long open, Entry how) {
        reference = last;
        Waiting old =
                waiting.stream().filter(one -> one.id.equals(id)).findFirst().orElseThrow();
        if (terms.equals(old.terms) && (open <= old.open || !old.rests)) {
            old.open = open;
            return true;
        }
        Waiting by = new Waiting(id, old.account, terms, 0, open);
        if (how.postOnly() && (bestFor(by).isPresent() || house(by) > 0)) {
            return false;
        }
        waiting.remove(old);
        enterNow(id, old.account, terms, open, how);
        goOn();
        return true;
    }

    void passTime(long now) {
        time = Math.max(time, now);
        List<Waiting> over = waiting.stream()
                .filter(one -> one.terms.expires() <= time)
                .sorted(Comparator.<Waiting>comparingLong(one -> one.terms.expires())
                        .thenComparingLong(one -> one.sequence))
                .toList();
        over.forEach(one -> {
            waiting.remove(one);
            ended(one, EndReason.EXPIRED);
        });
    }

    private boolean isTooFar(long price) {
        return band > 0
                && BigInteger.valueOf(Math.abs(price - reference))
                                .compareTo(BigInteger.valueOf(reference)
                                        .multiply(BigInteger.valueOf(band))
                                        .divide(BigInteger.valueOf(10_000)))
                        > 0;
    }

    /** Tries it on a copy. */
    private boolean succeeds(Waiting order, Entry how) {
        ReferenceBook copy = new ReferenceBook(limited, band, new ArrayList<>());
        copy.last = last;
        copy.reference = reference;
        copy.housePrice = housePrice;
        copy.houseQuantity = houseQuantity;
        waiting.stream().filter(one -> one.rests).forEach(one -> {
            Waiting its = new Waiting(one.id, one.account, one.terms, one.sequence, one.open);
            its.rests = true;
            copy.waiting.add(its);
        });
        Waiting same = new Waiting(order.id, order.account, order.terms, order.sequence, order.open);
        return copy.take(same, how) == EndReason.FILLED;
    }

    private EndReason take(Waiting order, Entry how) {
        long spent = 0;
        while (order.open > 0) {
            Optional<Waiting> player = bestFor(order);
            boolean house = house(order) > 0
                    && (player.isEmpty()
                            || (order.buys ? housePrice < player.get().limit : housePrice > player.get().limit));
            if (!house && player.isEmpty()) {
                return null;
            }
            long price = house ? housePrice : player.get().limit;
            if (isTooFar(price)) {
                halt(price);
                return EndReason.PRICE_BAND;
            }
            if (!house && player.get().account.equals(order.account)) {
                if (order.terms.selfTrade() != SelfTrade.CANCEL_NEWEST) {
                    waiting.remove(player.get());
                    ended(player.get(), EndReason.SELF_TRADE);
                }
                if (order.terms.selfTrade() != SelfTrade.CANCEL_OLDEST) {
                    return EndReason.SELF_TRADE;
                }
                continue;
            }
            long quantity = Math.min(order.open, house ? house(order) : player.get().open);
            if (how.budget() != Entry.UNLIMITED) {
                quantity = Math.min(quantity, affordable(how.budget() - spent, price, how.lot()));
                if (quantity == 0) {
                    return EndReason.NOTHING_TO_TAKE;
                }
                spent += worth(price, quantity);
            }
            order.open -= quantity;
            if (house) {
                houseQuantity += limited && !order.buys ? quantity : -quantity;
                move(price);
                told.add("house " + order.id + " taker " + price + " x " + quantity + " open " + order.open);
            } else {
                player.get().open -= quantity;
                move(price);
                told.add("executed " + player.get().id + " " + order.id + " " + price + " x " + quantity + " open "
                        + player.get().open + " " + order.open);
                endIfFilled(player.get());
            }
            if (how.budget() != Entry.UNLIMITED && affordable(how.budget() - spent, price, how.lot()) == 0) {
                return EndReason.FILLED;
            }
        }
        return EndReason.FILLED;
    }

    private Optional<Waiting> bestFor(Waiting order) {
        Comparator<Waiting> byPrice = Comparator.comparingLong(one -> order.buys ? one.limit : -one.limit);
        return waiting.stream()
                .filter(one -> one.rests && one.buys != order.buys && order.admits(one.limit))
                .min(byPrice.thenComparingLong(one -> one.sequence));
    }

    private long house(Waiting order) {
        if (housePrice == 0 || !order.admits(housePrice)) {
            return 0;
        }
        return limited && !order.buys ? Long.MAX_VALUE - houseQuantity : houseQuantity;
    }

    void tick(long price, long quantity) {
        reference = last;
        housePrice = price;
        houseQuantity = quantity;
        if (halted) {
            return;
        }
        if (isTooFar(price)) {
            halt(price);
            return;
        }
        move(price);
        fillWaiting(!limited);
        fillWaiting(limited);
        goOn();
    }

    void open(long price, long quantity) {
        halted = false;
        last = price;
        follow();
        tick(price, quantity);
    }

    private void halt(long price) {
        halted = true;
        told.add("halted " + reference + " " + price);
    }

    private void fillWaiting(boolean buys) {
        if (halted) {
            return;
        }
        Comparator<Waiting> byPrice = Comparator.comparingLong(one -> buys ? -one.limit : one.limit);
        List<Waiting> inOrder = waiting.stream()
                .filter(one -> one.rests && one.buys == buys)
                .sorted(byPrice.thenComparingLong(one -> one.sequence))
                .toList();
        for (Waiting order : inOrder) {
            long quantity = Math.min(order.open, house(order));
            if (quantity > 0) {
                if (isTooFar(housePrice)) {
                    halt(housePrice);
                    return;
                }
                order.open -= quantity;
                houseQuantity += limited && !buys ? quantity : -quantity;
                move(housePrice);
                told.add("house " + order.id + " maker " + housePrice + " x " + quantity + " open " + order.open);
                endIfFilled(order);
            }
        }
    }

    boolean cancel(UUID id) {
        return cancelAll(one -> one.id.equals(id), EndReason.CANCELLED_BY_OWNER) > 0;
    }

    int cancelAll(Predicate<Waiting> which, EndReason reason) {
        List<Waiting> found = waiting.stream()
                .filter(which)
                .sorted(Comparator.comparingLong(one -> one.sequence))
                .toList();
        found.forEach(one -> {
            waiting.remove(one);
            ended(one, reason);
        });
        return found.size();
    }

    private void endIfFilled(Waiting order) {
        if (order.open == 0) {
            waiting.remove(order);
            ended(order, EndReason.FILLED);
        }
    }

    private void ended(Waiting order, EndReason reason) {
        told.add("ended " + order.id + " " + reason + " open " + order.open);
    }

    private static long affordable(long budget, long price, long lot) {
        BigInteger quantity = BigInteger.valueOf(budget)
                .multiply(BigInteger.valueOf(100_000_000))
                .divide(BigInteger.valueOf(price));
        return quantity.divide(BigInteger.valueOf(lot))
                .multiply(BigInteger.valueOf(lot))
                .longValueExact();
    }

    private static long worth(long price, long quantity) {
        BigInteger[] worth = BigInteger.valueOf(price)
                .multiply(BigInteger.valueOf(quantity))
                .divideAndRemainder(BigInteger.valueOf(100_000_000));
        return worth[0].longValueExact() + worth[1].signum();
    }
}
