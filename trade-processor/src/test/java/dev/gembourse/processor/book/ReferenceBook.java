package dev.gembourse.processor.book;

import dev.gembourse.events.order.EndReason;
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
        final boolean buys;
        final long limit;
        final long best;
        final long sequence;
        long open;

        Waiting(UUID id, UUID account, boolean buys, long limit, long best, long sequence, long open) {
            this.id = id;
            this.account = account;
            this.buys = buys;
            this.limit = limit;
            this.best = best;
            this.sequence = sequence;
            this.open = open;
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
    private long sequence = 1;
    long housePrice;
    long houseQuantity;

    ReferenceBook(boolean limited, List<String> told) {
        this.limited = limited;
        this.told = told;
    }

    void enter(UUID id, UUID account, boolean buys, long limit, long best, long quantity, Entry how) {
        Waiting order = new Waiting(id, account, buys, limit, best, sequence++, quantity);
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
            waiting.add(order);
            told.add("rested " + id);
        } else {
            ended(order, EndReason.NOTHING_TO_TAKE);
        }
        if (limited && !buys) {
            fillWaiting(true);
        }
    }

    /** Tries it on a copy. */
    private boolean succeeds(Waiting order, Entry how) {
        ReferenceBook copy = new ReferenceBook(limited, new ArrayList<>());
        copy.housePrice = housePrice;
        copy.houseQuantity = houseQuantity;
        waiting.forEach(one -> copy.waiting.add(
                new Waiting(one.id, one.account, one.buys, one.limit, one.best, one.sequence, one.open)));
        Waiting same =
                new Waiting(order.id, order.account, order.buys, order.limit, order.best, order.sequence, order.open);
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
            if (!house && player.get().account.equals(order.account)) {
                if (how.selfTrade() != SelfTrade.CANCEL_NEWEST) {
                    waiting.remove(player.get());
                    ended(player.get(), EndReason.SELF_TRADE);
                }
                if (how.selfTrade() != SelfTrade.CANCEL_OLDEST) {
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
                told.add("house " + order.id + " taker " + price + " x " + quantity + " open " + order.open);
            } else {
                player.get().open -= quantity;
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
                .filter(one -> one.buys != order.buys && order.admits(one.limit))
                .min(byPrice.thenComparingLong(one -> one.sequence));
    }

    private long house(Waiting order) {
        if (housePrice == 0 || !order.admits(housePrice)) {
            return 0;
        }
        return limited && !order.buys ? Long.MAX_VALUE - houseQuantity : houseQuantity;
    }

    void offer(long price, long quantity, boolean fills) {
        housePrice = price;
        houseQuantity = quantity;
        if (fills) {
            fillWaiting(!limited);
            fillWaiting(limited);
        }
    }

    private void fillWaiting(boolean buys) {
        Comparator<Waiting> byPrice = Comparator.comparingLong(one -> buys ? -one.limit : one.limit);
        List<Waiting> inOrder = waiting.stream()
                .filter(one -> one.buys == buys)
                .sorted(byPrice.thenComparingLong(one -> one.sequence))
                .toList();
        for (Waiting order : inOrder) {
            long quantity = Math.min(order.open, house(order));
            if (quantity > 0) {
                order.open -= quantity;
                houseQuantity += limited && !buys ? quantity : -quantity;
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
