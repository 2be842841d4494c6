package dev.gembourse.processor.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.order.SelfTrade;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The book against one that is obviously right, over histories that a seed decides; and what it promises, one by one. */
class OrderBookTest {

    private static final long ONE = Fixed.ONE;
    private static final int HISTORIES = 400;
    private static final int STEPS = 300;
    private static final Entry WAITS = new Entry(true, false, false, SelfTrade.CANCEL_NEWEST, Entry.UNLIMITED, 1);

    private final List<String> told = new ArrayList<>();
    private OrderBook book = new OrderBook(false);
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
        public void rested(BookOrder order) {
            told.add("rested " + order.id);
        }

        @Override
        public void ended(BookOrder order, EndReason reason) {
            told.add("ended " + order.id + " " + reason + " open " + order.open);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void historiesAreThoseOfTheReferenceBook(boolean limited) {
        for (int seed = 0; seed < HISTORIES; seed++) {
            history(seed, limited);
        }
    }

    private static void history(int seed, boolean limited) {
        Random random = new Random(seed);
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        ReferenceBook reference = new ReferenceBook(limited, expected);
        OrderBook book = new OrderBook(limited);
        List<UUID> ids = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            String what = step(random, reference, book, ids, new Words(actual));
            if (!actual.equals(expected)
                    || book.houseQuantity() != reference.houseQuantity
                    || isNot(book, reference.waiting)) {
                throw new AssertionError("seed %d, limited %s, step %d: after %s expected %s but got %s"
                        .formatted(seed, limited, step, what, tail(expected), tail(actual)));
            }
            if (random.nextInt(20) == 0) {
                book = again(book, reference, limited);
            }
        }
        assertThat(actual).hasSizeGreaterThan(STEPS / 2);
    }

    private static boolean isNot(OrderBook book, List<ReferenceBook.Waiting> expected) {
        return expected.stream().anyMatch(one -> {
            BookOrder order = book.find(new OrderId(one.id));
            return order == null || order.open() != one.open || order.sequence() != one.sequence;
        });
    }

    private static String step(
            Random random, ReferenceBook reference, OrderBook book, List<UUID> ids, BookListener listener) {
        switch (random.nextInt(10)) {
            case 0 -> {
                long price = price(random);
                long quantity = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(20);
                boolean fills = random.nextInt(5) > 0;
                reference.offer(price, quantity, fills);
                book.offer(price, quantity);
                if (fills) {
                    book.fill(listener);
                }
                return "offer " + price + " x " + quantity + " fills " + fills;
            }
            case 1, 2 -> {
                UUID id = ids.isEmpty() ? UUID.randomUUID() : ids.get(random.nextInt(ids.size()));
                assertThat(book.cancel(new OrderId(id), EndReason.CANCELLED_BY_OWNER, listener))
                        .isEqualTo(reference.cancel(id));
                return "cancel " + id;
            }
            case 3 -> {
                if (random.nextInt(20) == 0) {
                    reference.cancelAll(one -> one.buys, EndReason.ASSET_RETIRED);
                    book.cancelAll(BookOrder::buys, EndReason.ASSET_RETIRED, listener);
                }
                return "perhaps cancel all to buy";
            }
            default -> {
                UUID id = new UUID(7, ids.size());
                ids.add(id);
                UUID account = new UUID(1, random.nextInt(4));
                boolean buys = random.nextBoolean();
                long limit = price(random);
                long best = random.nextInt(3) > 0 ? BookOrder.ANY : limit + (buys ? -1 : 1) * random.nextInt(4);
                boolean byBudget = buys && random.nextInt(6) == 0;
                long quantity = byBudget ? Long.MAX_VALUE : 1 + random.nextInt(12);
                Entry how = how(random, byBudget);
                reference.enter(id, account, buys, limit, Math.max(best, BookOrder.ANY), quantity, how);
                book.enter(
                        new BookOrder(
                                new OrderId(id),
                                new AccountId(account),
                                buys,
                                limit,
                                Math.max(best, BookOrder.ANY),
                                quantity),
                        how,
                        listener);
                return "%s of %s %s %d at %d to %d, %s"
                        .formatted(id, account, buys ? "buys" : "sells", quantity, limit, best, how);
            }
        }
    }

    private static Entry how(Random random, boolean byBudget) {
        boolean waits = !byBudget && random.nextInt(4) > 0;
        return new Entry(
                waits,
                !waits && random.nextBoolean(),
                waits && random.nextInt(6) == 0,
                SelfTrade.values()[random.nextInt(3)],
                byBudget ? 1 + random.nextInt(50) : Entry.UNLIMITED,
                1 + random.nextInt(3));
    }

    /** Few prices, so that everything meets; so small that a budget of a few 10⁻⁸ is worth something. */
    private static long price(Random random) {
        return (5 + random.nextInt(8)) * (random.nextInt(50) == 0 ? ONE : ONE / 4);
    }

    /** As it is after a restart. */
    private static OrderBook again(OrderBook book, ReferenceBook reference, boolean limited) {
        OrderBook again = new OrderBook(limited);
        again.restore(book.last(), book.housePrice(), book.houseQuantity(), book.nextSequence());
        reference.waiting.stream()
                .sorted((a, b) -> Long.compare(a.sequence, b.sequence))
                .forEach(one -> again.restore(
                        new BookOrder(
                                new OrderId(one.id),
                                new AccountId(one.account),
                                one.buys,
                                one.limit,
                                one.best,
                                one.open),
                        one.sequence));
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
        enter(false, 12, -1, 5, 1, WAITS);
        tick(12, 0);
        book.offer(12 * ONE, 5 * ONE);
        enter(false, 13, -1, 5, 2, WAITS);
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
                buys,
                limit * ONE,
                best < 0 ? BookOrder.ANY : best * ONE,
                quantity * ONE);
        book.enter(order, how, new Words(told));
        return order;
    }

    private void tick(long price, long quantity) {
        book.offer(price * ONE, quantity * ONE);
        book.fill(new Words(told));
    }
}
