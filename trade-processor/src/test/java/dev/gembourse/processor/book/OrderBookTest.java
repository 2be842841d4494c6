package dev.gembourse.processor.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.order.OrderType;
import dev.gembourse.events.order.SelfTrade;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OrderId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The book against one that is obviously right, over histories that a seed decides; and what it promises, one by one. */
class OrderBookTest {

    private static final long ONE = Fixed.ONE;
    private static final int HISTORIES = 400;
    private static final int STEPS = 300;
    private static final Entry WAITS = Entry.WAITS;

    private final List<String> told = new ArrayList<>();
    private OrderBook book = new OrderBook(false, 0);
    private int number;

    /** Says what happens in words, with the numbers of orders and accounts. */
    private static final class Words implements BookListener {

        private final List<String> told;

        Words(List<String> told) {
            this.told = told;
        }

        @Override
        public void executed(BookOrder maker, BookOrder taker, long price, long quantity) {
            told.add("executed " + maker.id + " " + taker.id + " " + price + " x " + quantity + " open " + maker.open
                    + " " + taker.open);
        }

        @Override
        public void executedByHouse(BookOrder order, boolean waited, long price, long quantity) {
            told.add("house " + order.id + (waited ? " maker " : " taker ") + price + " x " + quantity + " open "
                    + order.open);
        }

        @Override
        public void halted(long last, long price) {
            told.add("halted " + last + " " + price);
        }

        @Override
        public void rested(BookOrder order) {
            told.add("rested " + order.id);
        }

        @Override
        public void triggered(BookOrder order, long stop) {
            told.add("triggered " + order.id + " at " + stop);
        }

        @Override
        public void changed(BookOrder order) {}

        @Override
        public void ended(BookOrder order, EndReason reason) {
            told.add("ended " + order.id + " " + reason + " open " + order.open);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void historiesAreThoseOfTheReferenceBook(boolean limited) {
        Map<String, Integer> seen = new TreeMap<>();
        for (int seed = 0; seed < HISTORIES; seed++) {
            history(seed, limited, seed % 3 == 0 ? 1_500 : 0, seen);
        }
        assertThat(seen.keySet())
                .as("what happens in the histories: %s", seen)
                .contains("executed", "house", "rested", "triggered", "halted")
                .contains(Arrays.stream(EndReason.values())
                        .filter(reason -> reason != EndReason.MARKET_HALTED)
                        .map(EndReason::name)
                        .toArray(String[]::new));
    }

    private static void history(int seed, boolean limited, int band, Map<String, Integer> seen) {
        Random random = new Random(seed);
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        ReferenceBook reference = new ReferenceBook(limited, band, expected);
        OrderBook book = new OrderBook(limited, band);
        reference.open(8 * ONE / 4, ONE);
        book.open(8 * ONE / 4, ONE, new Words(actual));
        List<UUID> ids = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            String what = step(random, reference, book, ids, new Words(actual));
            if (!actual.equals(expected)
                    || book.houseQuantity() != reference.houseQuantity
                    || book.last() != reference.last
                    || book.isHalted() != reference.halted
                    || isNot(book, reference.waiting)) {
                throw new AssertionError("seed %d, limited %s, step %d: after %s expected %s but got %s"
                        .formatted(seed, limited, step, what, tail(expected), tail(actual)));
            }
            if (random.nextInt(20) == 0) {
                book = again(book, reference, limited, band);
            }
        }
        assertThat(actual).hasSizeGreaterThan(STEPS / 2);
        actual.forEach(line -> {
            String[] words = line.split(" ");
            seen.merge(words[0].equals("ended") ? words[2] : words[0], 1, Integer::sum);
        });
    }

    private static boolean isNot(OrderBook book, List<ReferenceBook.Waiting> expected) {
        return expected.stream().anyMatch(one -> {
            BookOrder order = book.find(new OrderId(one.id));
            return order == null || order.open() != one.open || order.sequence() != one.sequence;
        });
    }

    private static String step(
            Random random, ReferenceBook reference, OrderBook book, List<UUID> ids, BookListener listener) {
        if (reference.halted) {
            if (random.nextInt(3) == 0) {
                long price = price(random);
                reference.open(price, 3);
                book.open(price, 3, listener);
                return "open at " + price;
            }
        } else if (random.nextInt(3) > 0) {
            return enter(random, reference, book, ids, listener);
        }
        UUID id = ids.isEmpty() ? UUID.randomUUID() : ids.get(random.nextInt(ids.size()));
        switch (random.nextInt(7)) {
            case 0, 1 -> {
                long price = price(random);
                long quantity = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(20);
                reference.tick(price, quantity);
                book.tick(price, quantity, listener);
                return "tick " + price + " x " + quantity;
            }
            case 2 -> {
                assertThat(book.cancel(new OrderId(id), EndReason.CANCELLED_BY_OWNER, listener))
                        .isEqualTo(reference.cancel(id));
                return "cancel " + id;
            }
            case 3 -> {
                int now = random.nextInt(4) == 0 ? random.nextInt(1_000) : 0;
                reference.passTime(now);
                book.passTime(now, listener);
                return "time " + now;
            }
            case 4 -> {
                if (random.nextInt(20) == 0) {
                    reference.cancelAll(one -> one.buys, EndReason.ASSET_RETIRED);
                    book.cancelAll(BookOrder::buys, EndReason.ASSET_RETIRED, listener);
                }
                return "perhaps cancel all to buy";
            }
            default -> {
                BookOrder old = book.find(new OrderId(id));
                if (old == null || reference.halted) {
                    return "nothing to replace";
                }
                BookOrder.Terms terms = random.nextBoolean() ? old.terms() : terms(random, old.buys(), old.terms());
                long open = 1 + random.nextInt(12);
                Entry how = new Entry(true, false, random.nextInt(4) == 0, Entry.UNLIMITED, 1);
                BookOrder by = new BookOrder(old.id(), old.account(), terms, open);
                assertThat(book.replace(old, by, how, listener)).isEqualTo(reference.replace(id, terms, open, how));
                return "replace " + id + " by " + open + " of " + terms;
            }
        }
    }

    private static String enter(
            Random random, ReferenceBook reference, OrderBook book, List<UUID> ids, BookListener listener) {
        UUID id = new UUID(7, ids.size());
        ids.add(id);
        UUID account = new UUID(1, random.nextInt(4));
        boolean buys = random.nextBoolean();
        boolean byBudget = buys && random.nextInt(6) == 0;
        BookOrder.Terms terms = terms(random, buys, null);
        boolean plain = !terms.type().isTriggered();
        long quantity = byBudget && plain ? Long.MAX_VALUE : 1 + random.nextInt(12);
        Entry how = plain ? how(random, byBudget) : WAITS;
        reference.enter(id, account, terms, quantity, how);
        book.enter(new BookOrder(new OrderId(id), new AccountId(account), terms, quantity), how, listener);
        return "%s of %s: %d of %s, %s".formatted(id, account, quantity, terms, how);
    }

    /** @param like whose type they are to have; null for any */
    private static BookOrder.Terms terms(Random random, boolean buys, BookOrder.@Nullable Terms like) {
        List<OrderType> types = List.of(OrderType.values());
        OrderType type = like != null
                ? like.type()
                : random.nextInt(2) == 0 ? OrderType.LIMIT : types.get(1 + random.nextInt(types.size() - 1));
        long limit = price(random);
        long stop = price(random);
        long beyond = stop + (buys ? 1 : -1) * stop / 10;
        long expires = random.nextInt(8) == 0 ? random.nextInt(1_000) : BookOrder.NEVER;
        return new BookOrder.Terms(
                buys,
                type,
                type == OrderType.OCO && buys == limit > stop ? Math.max(1, 2 * stop - limit) : limit,
                type == OrderType.BAND ? Math.max(1, limit + (buys ? -1 : 1) * random.nextInt(4)) : BookOrder.ANY,
                type == OrderType.OCO || type == OrderType.STOP ? beyond : limit,
                type.hasStop() ? stop : BookOrder.NONE,
                type == OrderType.TRAILING_STOP ? (random.nextBoolean() ? ONE / 4 : -500) : BookOrder.NONE,
                SelfTrade.values()[random.nextInt(3)],
                expires);
    }

    private static Entry how(Random random, boolean byBudget) {
        boolean waits = !byBudget && random.nextInt(4) > 0;
        return new Entry(
                waits,
                !waits && random.nextBoolean(),
                waits && random.nextInt(6) == 0,
                byBudget ? 1 + random.nextInt(50) : Entry.UNLIMITED,
                1 + random.nextInt(3));
    }

    /** Few prices, so that everything meets; so small that a budget of a few 10⁻⁸ is worth something. */
    private static long price(Random random) {
        return (5 + random.nextInt(8)) * (random.nextInt(50) == 0 ? ONE : ONE / 4);
    }

    /** As it is after a restart, from what a database would know. */
    private static OrderBook again(OrderBook book, ReferenceBook reference, boolean limited, int band) {
        OrderBook again = new OrderBook(limited, band);
        again.restore(book.state());
        reference.waiting.stream()
                .map(one -> book.find(new OrderId(one.id)))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingLong(BookOrder::sequence))
                .forEach(one -> again.restore(
                        new BookOrder(one.id(), one.account(), one.terms(), one.open()),
                        one.sequence(),
                        one.stop(),
                        one.peak()));
        return again;
    }

    private static List<String> tail(List<String> told) {
        return told.subList(Math.max(0, told.size() - 8), told.size());
    }

    @Test
    void aTickFillsABandAtItsPriceWithNoMoreThanItOffers() {
        BookOrder band = enter(true, 20, 10, 100, 1, WAITS);
        tick(20, 0);
        tick(21, 50);
        tick(9, 50);
        assertThat(band.open()).isEqualTo(100 * ONE);

        tick(20, 50);
        assertThat(band.open()).isEqualTo(50 * ONE);
        assertThat(book.houseQuantity()).isZero();

        tick(10, 80);
        assertThat(told.getLast()).startsWith("ended " + band.id() + " FILLED");
        assertThat(book.houseQuantity()).isEqualTo(30 * ONE);
    }

    @Test
    void theBestPriceComesFirstAndThenWhoCameFirst() {
        BookOrder late = enter(true, 11, -1, 10, 1, WAITS);
        BookOrder low = enter(true, 10, -1, 10, 2, WAITS);
        BookOrder later = enter(true, 11, -1, 10, 3, WAITS);
        BookOrder best = enter(true, 12, -1, 10, 4, WAITS);

        tick(10, 25);

        assertThat(best.open()).isZero();
        assertThat(late.open()).isZero();
        assertThat(later.open()).isEqualTo(5 * ONE);
        assertThat(low.open()).isEqualTo(10 * ONE);
    }

    @Test
    void playersComeBeforeTheHouseAtTheSamePriceAndABetterPriceBeforeBoth() {
        tick(12, 0);
        enter(false, 12, -1, 5, 1, WAITS);
        enter(false, 13, -1, 5, 2, WAITS);
        book.restore(new OrderBook.State(12 * ONE, 12 * ONE, 5 * ONE, 3, 0, false));
        told.clear();

        enter(true, 13, -1, 12, 3, WAITS);

        assertThat(told).hasSize(5);
        assertThat(told.get(0)).startsWith("executed ");
        assertThat(told.get(2)).startsWith("house ");
        assertThat(told.get(3)).contains(" " + 13 * ONE + " x " + 2 * ONE);
    }

    @Test
    void whatStandsOfATickIsTakenByWhoComesLater() {
        tick(20, 50);
        BookOrder first = enter(true, 25, -1, 30, 1, WAITS);
        BookOrder second = enter(true, 20, -1, 30, 2, WAITS);

        assertThat(first.open()).isZero();
        assertThat(second.open()).isEqualTo(10 * ONE);
        assertThat(book.houseQuantity()).isZero();
    }

    @Test
    void aHundredThousandPricesAreKeptInOrder() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            enter(random.nextBoolean(), 1 + random.nextInt(1_000_000), -1, 1, i, WAITS);
        }
        told.clear();
        tick(1, 0);
        book.cancelAll(order -> true, EndReason.CANCELLED_BY_OWNER, new Words(told));
        assertThat(book.find(new OrderId(new UUID(9, 0)))).isNull();
        assertThat(told).isNotEmpty();
    }

    private BookOrder enter(boolean buys, long limit, long best, long quantity, int account, Entry how) {
        BookOrder order = new BookOrder(
                new OrderId(new UUID(9, number++)),
                new AccountId(new UUID(1, account)),
                BookOrder.Terms.limit(
                        buys, limit * ONE, best < 0 ? BookOrder.ANY : best * ONE, SelfTrade.CANCEL_NEWEST),
                quantity * ONE);
        book.enter(order, how, new Words(told));
        return order;
    }

    private void tick(long price, long quantity) {
        book.tick(price * ONE, quantity * ONE, new Words(told));
    }
}
