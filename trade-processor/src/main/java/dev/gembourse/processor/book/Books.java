package dev.gembourse.processor.book;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.BookTerms;
import dev.gembourse.events.market.MarketCommand.AmendOrder;
import dev.gembourse.events.market.MarketCommand.BookCommand;
import dev.gembourse.events.market.MarketCommand.EnterOrder;
import dev.gembourse.events.market.MarketCommand.PassTime;
import dev.gembourse.events.market.MarketCommand.WithdrawOrder;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetCreated;
import dev.gembourse.events.market.MarketEvent.AssetStated;
import dev.gembourse.events.market.MarketEvent.BookUpdated;
import dev.gembourse.events.market.MarketEvent.PriceTicked;
import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.order.Order;
import dev.gembourse.events.order.OrderEnd;
import dev.gembourse.events.order.OrderPrices;
import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.order.Replacement;
import dev.gembourse.events.order.TimeInForce;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.exactlyonce.Writes;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order books of the partitions that one thread decides. A book is read with all that waits in it when it is first needed, and stays in
 * memory: its processor is the only writer. What a command does to a book is done at once; the events tell of it.
 */
public final class Books {

    private final Map<Symbol, StoredBook> books = new HashMap<>();
    private final BookRows rows = new BookRows();

    /** Begins a batch that may touch the books of these assets. */
    public void load(Connection transaction, Iterable<Asset> assets) throws SQLException {
        rows.clear();
        Map<Symbol, BookTerms> missing = new HashMap<>();
        for (Asset asset : assets) {
            if (asset.book() != null && !books.containsKey(asset.symbol())) {
                missing.put(asset.symbol(), asset.book());
            }
        }
        if (!missing.isEmpty()) {
            books.putAll(BookRows.load(transaction, missing));
        }
    }

    static OrderBook empty(@Nullable BookTerms terms) {
        if (terms == null) {
            throw new IllegalArgumentException("expected an asset with a book");
        }
        Integer band = terms.bandBasisPoints();
        return new OrderBook(terms.limited(), band == null ? 0 : band);
    }

    /**
     * What becomes of a command about an order.
     *
     * @param asset whose book it is; null when there is no such asset
     */
    public List<MarketEvent> decide(BookCommand command, @Nullable Asset asset, int partition, Instant now) {
        if (asset == null || asset.book() == null) {
            return List.of(withoutBook(command, now));
        }
        StoredBook stored = bookOf(asset, partition);
        BookChanges changes = changes(stored, asset);
        switch (command) {
            case EnterOrder enter -> enter(enter, asset, stored.book, changes);
            case AmendOrder amend -> changes.replaced(amend(amend, asset, stored.book, changes));
            case WithdrawOrder withdraw -> {
                BookOrder order = stored.book.find(withdraw.order());
                if (order != null && order.account().equals(withdraw.account())) {
                    stored.book.cancel(order.id(), EndReason.CANCELLED_BY_OWNER, changes);
                }
            }
            case PassTime pass -> stored.book.passTime(pass.time().toEpochMilli(), changes);
        }
        return events(stored, changes, command.operationId(), true, now);
    }

    /** What an event brings about in the book of its asset. */
    public List<MarketEvent> after(MarketEvent event, int partition) {
        return switch (event) {
            case PriceTicked tick -> told(tick, partition);
            case AssetCreated created -> created(created, partition);
            case AssetStated stated -> changed(stated, partition);
            default -> List.of();
        };
    }

    public void write(Writes writes) {
        rows.write(books.values(), writes);
    }

    private static void enter(EnterOrder enter, Asset asset, OrderBook book, BookChanges changes) {
        Order order = enter.entering();
        BookOrder entering = bookOrder(order, asked(order));
        boolean expired = order.expiresAt() != null && !order.expiresAt().isAfter(enter.submittedAt());
        EndReason refused = expired ? EndReason.EXPIRED : refusal(order, asset);
        BigDecimal budget = order.budget();
        if (budget != null) {
            changes.spends(entering, budget);
        }
        if (refused != null) {
            changes.ended(entering, refused);
        } else {
            book.enter(entering, entry(order, asset), changes);
        }
    }

    private static Replacement amend(AmendOrder amend, Asset asset, OrderBook book, BookChanges changes) {
        Order order = amend.amended();
        BookOrder old = book.find(order.id());
        if (old == null || refusal(order, asset) != null) {
            return new Replacement(amend.wish(), order, amend.extra(), null, null, null);
        }
        long before = old.open();
        long open = before + asked(order) - Fixed.of(amend.quantityBefore());
        if (open <= 0) {
            book.cancel(order.id(), EndReason.CANCELLED_BY_OWNER, changes);
            return new Replacement(amend.wish(), order, amend.extra(), null, null, null);
        }
        BookOrder by = bookOrder(order, open);
        if (by.isTriggered() && !old.isTriggered()) {
            by = by.triggered();
        }
        Price worst = new Price(Fixed.decimal(old.terms().worst()));
        return book.replace(old, by, entry(order, asset), changes)
                ? new Replacement(amend.wish(), order, amend.extra(), Fixed.decimal(before), worst, Fixed.decimal(open))
                : new Replacement(amend.wish(), order, amend.extra(), null, null, null);
    }

    /** A tick has become the price of an asset: the house offers what it says. */
    private List<MarketEvent> told(PriceTicked tick, int partition) {
        Asset asset = tick.asset();
        BookTerms terms = asset.book();
        if (terms == null || !tick.current() || !Fixed.fits(asset.price().value())) {
            return List.of();
        }
        BigDecimal available = tick.available();
        StoredBook stored = bookOf(asset, partition);
        long quantity = available != null ? Fixed.atMost(available) : terms.limited() ? stored.book.houseQuantity() : 0;
        BookChanges changes = changes(stored, asset);
        stored.book.tick(Fixed.of(asset.price().value()), quantity, changes);
        return events(stored, changes, tick.operationId(), false, tick.occurredAt());
    }

    /** An operator has changed an asset: its price, its status, or neither. */
    private List<MarketEvent> changed(AssetStated stated, int partition) {
        Asset asset = stated.asset();
        if (asset.book() == null) {
            return List.of();
        }
        StoredBook stored = bookOf(asset, partition);
        BookChanges changes = changes(stored, asset);
        switch (asset.status()) {
            case ACTIVE -> open(asset, stored.book, stored.book.houseQuantity(), changes);
            case HALTED -> stored.book.halt();
            case RETIRING, RETIRED -> {
                stored.book.cancelAll(BookOrder::buys, EndReason.ASSET_RETIRED, changes);
                open(asset, stored.book, stored.book.houseQuantity(), changes);
            }
        }
        return events(stored, changes, stated.operationId(), false, stated.occurredAt());
    }

    /** What the house offers at first. */
    private List<MarketEvent> created(AssetCreated created, int partition) {
        Asset asset = created.asset();
        if (asset.book() == null) {
            return List.of();
        }
        StoredBook stored = bookOf(asset, partition);
        BookChanges changes = changes(stored, asset);
        open(asset, stored.book, asset.available() == null ? 0 : Fixed.atMost(asset.available()), changes);
        return events(stored, changes, created.operationId(), false, created.occurredAt());
    }

    /** Trades at the asset's price, if it is another one or has not traded. */
    private static void open(Asset asset, OrderBook book, long quantity, BookChanges changes) {
        if (!Fixed.fits(asset.price().value())) {
            return;
        }
        long price = Fixed.of(asset.price().value());
        if (book.isHalted() || book.housePrice() != price || book.houseQuantity() != quantity) {
            book.open(price, quantity, changes);
        }
    }

    private static BookChanges changes(StoredBook stored, Asset asset) {
        stored.change();
        return new BookChanges(asset, stored.nextExecution, stored::touch);
    }

    private static List<MarketEvent> events(
            StoredBook stored, BookChanges changes, OperationId operation, boolean concludes, Instant now) {
        stored.nextExecution = changes.nextExecution();
        return changes.events(operation, concludes, now);
    }

    private StoredBook bookOf(Asset asset, int partition) {
        return books.computeIfAbsent(
                asset.symbol(), symbol -> new StoredBook(symbol, partition, empty(asset.book()), 1));
    }

    /** The asset is gone: whatever comes for it ends. */
    private static BookUpdated withoutBook(BookCommand command, Instant now) {
        List<OrderEnd> ends = command instanceof EnterOrder enter
                ? List.of(new OrderEnd(
                        enter.entering().id(),
                        enter.entering().account(),
                        EndReason.ASSET_RETIRED,
                        asked(enter.entering().quantity(), enter.entering().budget()),
                        enter.entering().worst()))
                : List.of();
        Replacement replacement = command instanceof AmendOrder amend
                ? new Replacement(amend.wish(), amend.amended(), amend.extra(), null, null, null)
                : null;
        return new BookUpdated(
                command.operationId(), command.symbol(), true, List.of(), ends, List.of(), replacement, now);
    }

    private static @Nullable EndReason refusal(Order order, Asset asset) {
        return switch (asset.status()) {
            case RETIRED -> EndReason.ASSET_RETIRED;
            case HALTED -> EndReason.MARKET_HALTED;
            case RETIRING -> order.terms().side() == Side.BUY ? EndReason.ASSET_RETIRED : null;
            case ACTIVE -> null;
        };
    }

    private static BigDecimal asked(@Nullable BigDecimal quantity, @Nullable BigDecimal budget) {
        return quantity != null ? quantity : budget != null ? budget : BigDecimal.ZERO;
    }

    private static long asked(Order order) {
        BigDecimal quantity = order.quantity();
        return quantity == null ? Long.MAX_VALUE : Fixed.of(quantity);
    }

    private static BookOrder bookOrder(Order order, long open) {
        OrderTerms terms = order.terms();
        OrderPrices prices = terms.prices();
        Price best = terms.bestPrice();
        long worst = Fixed.of(order.worst().value());
        Price limit = terms.type().hasLimit() ? prices.limitPrice() : null;
        Price stop = prices.stopPrice();
        Price trail = prices.trailAmount();
        Integer trailShare = prices.trailBasisPoints();
        BookOrder.Terms its = new BookOrder.Terms(
                terms.side() == Side.BUY,
                terms.type(),
                limit == null ? worst : Fixed.of(limit.value()),
                best == null ? BookOrder.ANY : Fixed.atMost(best.value()),
                worst,
                stop == null ? BookOrder.NONE : Fixed.atMost(stop.value()),
                trail != null ? Fixed.atMost(trail.value()) : trailShare != null ? -trailShare : BookOrder.NONE,
                terms.selfTrade(),
                order.expiresAt() == null ? BookOrder.NEVER : order.expiresAt().toEpochMilli());
        return new BookOrder(order.id(), order.account(), its, open);
    }

    private static Entry entry(Order order, Asset asset) {
        OrderTerms terms = order.terms();
        BigDecimal budget = order.budget();
        return new Entry(
                terms.timeInForce().rests(),
                terms.timeInForce() == TimeInForce.FOK,
                terms.postOnly(),
                budget == null ? Entry.UNLIMITED : Fixed.of(budget),
                Fixed.of(BigDecimal.ONE.movePointLeft(asset.scale())));
    }
}
