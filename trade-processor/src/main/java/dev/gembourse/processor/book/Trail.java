package dev.gembourse.processor.book;

import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Trailing stops of one side and one distance. Each follows the best price since it came. Who came earlier knows at least the best price of who
 * came later, so those who know the same one stand together in a run, and only the last of a run keeps its price: a new best price changes the
 * runs at the end alone, and one order of them.
 */
final class Trail {

    private static final long BASIS = 10_000;

    private final boolean buys;
    private final long distance;
    private final TreeMap<Long, BookOrder> orders = new TreeMap<>();

    /** The rank of the best price of each run, by the sequence of its last order; falling. */
    private final TreeMap<Long, Long> runs = new TreeMap<>();

    /** @param distance an amount, or basis points below 0 */
    Trail(boolean buys, long distance) {
        this.buys = buys;
        this.distance = distance;
    }

    boolean isEmpty() {
        return orders.isEmpty();
    }

    /** Adds one that came after all others, or that is brought back after those that came before it, with the best price that it keeps. */
    void add(BookOrder order, long peak) {
        order.peak = peak;
        raise(rank(peak));
        orders.put(order.sequence, order);
        runs.put(order.sequence, rank(peak));
    }

    void remove(BookOrder order, Consumer<BookOrder> kept) {
        if (orders.remove(order.sequence) == null) {
            return;
        }
        Long rank = runs.remove(order.sequence);
        Entry<Long, BookOrder> before = orders.lowerEntry(order.sequence);
        if (rank != null && before != null && !runs.containsKey(before.getKey())) {
            keep(before.getValue(), rank, kept);
        }
    }

    /** The last price is this one now. */
    void follow(long price, Consumer<BookOrder> kept) {
        if (raise(rank(price))) {
            keep(orders.lastEntry().getValue(), rank(price), kept);
        }
    }

    /** Takes those out whose stop the price has reached, with their stops. */
    void elect(long price, Consumer<BookOrder> elected) {
        while (!runs.isEmpty()) {
            Entry<Long, Long> run = runs.firstEntry();
            long stop = stop(run.getValue());
            if (stop <= 0 || (buys ? price < stop : price > stop)) {
                return;
            }
            runs.pollFirstEntry();
            while (!orders.isEmpty() && orders.firstKey() <= run.getKey()) {
                BookOrder order = orders.pollFirstEntry().getValue();
                order.stop = stop;
                elected.accept(order);
            }
        }
    }

    /** Takes the runs away that know no better price than this; whether there were any. */
    private boolean raise(long rank) {
        boolean any = false;
        while (!runs.isEmpty() && runs.lastEntry().getValue() < rank) {
            runs.pollLastEntry();
            any = true;
        }
        return any;
    }

    private void keep(BookOrder last, long rank, Consumer<BookOrder> kept) {
        runs.put(last.sequence, rank);
        last.peak = rank(rank);
        kept.accept(last);
    }

    private long stop(long rank) {
        long peak = rank(rank);
        long away = distance > 0 ? distance : share(peak, -distance);
        return buys ? peak + away : peak - away;
    }

    static long share(long price, long basisPoints) {
        return price / BASIS * basisPoints + price % BASIS * basisPoints / BASIS;
    }

    /** Better is more: prices, or those of buys below 0; and back again. */
    private long rank(long price) {
        return buys ? -price : price;
    }
}
