package dev.gembourse.processor.book;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.BookUpdated;
import dev.gembourse.events.market.MarketEvent.TradingHalted;
import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.order.Fill;
import dev.gembourse.events.order.Liquidity;
import dev.gembourse.events.order.OrderEnd;
import dev.gembourse.events.order.Replacement;
import dev.gembourse.events.order.Trigger;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one command brings about in a book, as events: each execution as the fills of both its sides, with what is paid. What is paid is rounded
 * half-even, but never more than the buyer holds for that part of its order.
 */
final class BookChanges implements BookListener {

    private final Asset asset;
    private final int currencyScale;
    private final Consumer<BookOrder> touched;
    private final List<Part> parts = new ArrayList<>(List.of(new Part()));
    private long nextExecution;
    private @Nullable Replacement replacement;
    private @Nullable Halt halt;
    private @Nullable BookOrder spender;
    private BigDecimal budget = BigDecimal.ZERO;

    /** Which price was too far from which. */
    private record Halt(Price last, Price price) {}

    /** As much as fits into one event. */
    private static final class Part {
        final List<Fill> fills = new ArrayList<>();
        final List<OrderEnd> ends = new ArrayList<>();
        final List<Trigger> triggers = new ArrayList<>();
    }

    /** @param touched hears of each order that waits, or has waited, and is not as it was */
    BookChanges(Asset asset, long nextExecution, Consumer<BookOrder> touched) {
        this.asset = asset;
        this.currencyScale = asset.decimalsOfCurrency();
        this.nextExecution = nextExecution;
        this.touched = touched;
    }

    /** An order that enters may spend so much, and has no other measure. */
    void spends(BookOrder order, BigDecimal itsBudget) {
        spender = order;
        budget = itsBudget;
    }

    void replaced(Replacement answer) {
        replacement = answer;
    }

    long nextExecution() {
        return nextExecution;
    }

    @Override
    public void executed(BookOrder maker, BookOrder taker, long price, long quantity) {
        BookOrder buyer = taker.buys() ? taker : maker;
        BigDecimal notional = notional(buyer, price, quantity);
        Part part = partFor(2);
        part.fills.add(fill(maker, Liquidity.MAKER, price, quantity, notional, false));
        part.fills.add(fill(taker, Liquidity.TAKER, price, quantity, notional, false));
        nextExecution++;
        touched.accept(maker);
    }

    @Override
    public void executedByHouse(BookOrder order, boolean waited, long price, long quantity) {
        BigDecimal notional = order.buys() ? notional(order, price, quantity) : exact(price, quantity);
        Liquidity liquidity = waited ? Liquidity.MAKER : Liquidity.TAKER;
        partFor(1).fills.add(fill(order, liquidity, price, quantity, notional, true));
        nextExecution++;
        if (waited) {
            touched.accept(order);
        }
    }

    @Override
    public void rested(BookOrder order) {
        touched.accept(order);
    }

    @Override
    public void triggered(BookOrder order, long stop) {
        Part part = parts.getLast();
        if (part.triggers.size() == BookUpdated.MOST) {
            part = new Part();
            parts.add(part);
        }
        part.triggers.add(new Trigger(order.id(), order.account(), new Price(Fixed.decimal(stop))));
        touched.accept(order);
    }

    @Override
    public void changed(BookOrder order) {
        touched.accept(order);
    }

    @Override
    public void ended(BookOrder order, EndReason reason) {
        BigDecimal unfilled = order == spender ? budget : Fixed.decimal(order.open());
        Part part = parts.getLast();
        if (part.ends.size() == BookUpdated.MOST) {
            part = new Part();
            parts.add(part);
        }
        part.ends.add(new OrderEnd(order.id(), order.account(), reason, unfilled, worst(order)));
        touched.accept(order);
    }

    @Override
    public void halted(long last, long price) {
        halt = new Halt(new Price(Fixed.decimal(last)), new Price(Fixed.decimal(price)));
    }

    /**
     * The events; none for nothing that was not asked for.
     *
     * @param concludes whether the first of them is what became of the operation
     */
    List<MarketEvent> events(OperationId operation, boolean concludes, Instant now) {
        List<MarketEvent> events = new ArrayList<>(parts.size());
        for (Part part : parts) {
            boolean first = concludes && events.isEmpty();
            if (first || !part.fills.isEmpty() || !part.ends.isEmpty() || !part.triggers.isEmpty()) {
                events.add(new BookUpdated(
                        operation,
                        asset.symbol(),
                        first,
                        part.fills,
                        part.ends,
                        part.triggers,
                        events.isEmpty() ? replacement : null,
                        now));
            }
        }
        if (halt != null) {
            events.add(new TradingHalted(operation, asset.with(AssetStatus.HALTED), halt.last, halt.price, now));
        }
        return events;
    }

    private Part partFor(int fills) {
        Part part = parts.getLast();
        if (part.fills.size() + fills > BookUpdated.MOST) {
            part = new Part();
            parts.add(part);
        }
        return part;
    }

    private Fill fill(
            BookOrder order, Liquidity liquidity, long price, long quantity, BigDecimal notional, boolean house) {
        return new Fill(
                nextExecution,
                order.id(),
                order.account(),
                order.buys() ? Side.BUY : Side.SELL,
                liquidity,
                new Price(Fixed.decimal(price)),
                new Quantity(Fixed.decimal(quantity)),
                notional,
                order == spender ? budget.add(notional) : Fixed.decimal(order.open() + quantity),
                worst(order),
                house);
    }

    private static Price worst(BookOrder order) {
        return new Price(Fixed.decimal(order.terms().worst()));
    }

    private BigDecimal exact(long price, long quantity) {
        return Fixed.decimal(price).multiply(Fixed.decimal(quantity)).setScale(currencyScale, RoundingMode.HALF_EVEN);
    }

    private BigDecimal notional(BookOrder buyer, long price, long quantity) {
        if (buyer == spender) {
            BigDecimal paid =
                    Fixed.decimal(price).multiply(Fixed.decimal(quantity)).setScale(currencyScale, RoundingMode.DOWN);
            budget = budget.subtract(paid);
            return paid;
        }
        BigDecimal after = held(buyer, buyer.open());
        BigDecimal before = held(buyer, buyer.open() + quantity);
        return exact(price, quantity).min(before.subtract(after));
    }

    /** What the buyer holds for so much, fees apart. */
    private BigDecimal held(BookOrder buyer, long open) {
        return Fixed.decimal(open)
                .multiply(Fixed.decimal(buyer.terms().worst()))
                .setScale(currencyScale, RoundingMode.UP);
    }
}
