package dev.gembourse.processor.book;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.BookTerms;
import dev.gembourse.events.market.MarketCommand.BookCommand;
import dev.gembourse.events.market.MarketCommand.EnterOrder;
import dev.gembourse.events.market.MarketCommand.WithdrawOrder;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetCreated;
import dev.gembourse.events.market.MarketEvent.AssetStated;
import dev.gembourse.events.market.MarketEvent.BookUpdated;
import dev.gembourse.events.market.MarketEvent.PriceTicked;
import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.order.Order;
import dev.gembourse.events.order.OrderEnd;
import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.order.OrderType;
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
        Map<Symbol, Boolean> missing = new HashMap<>();
        for (Asset asset : assets) {
            if (asset.book() != null && !books.containsKey(asset.symbol())) {
                missing.put(asset.symbol(), asset.book().limited());
            }
        }
        if (!missing.isEmpty()) {
            books.putAll(BookRows.load(transaction, missing));
        }
    }

    /**
     * What becomes of a command about an order.
     *
     * @param asset whose book it is; null when there is no such asset
     */
    public List<BookUpdated> decide(BookCommand command, @Nullable Asset asset, int partition, Instant now) {
        return switch (command) {
            case EnterOrder enter -> enter(enter, asset, partition, now);
            case WithdrawOrder withdraw -> withdraw(withdraw, asset, partition, now);
        };
    }

    /** What an event brings about in the book of its asset. */
    public List<BookUpdated> after(MarketEvent event, int partition) {
        return switch (event) {
            case PriceTicked tick -> told(tick, partition);
            case AssetCreated created -> created(created, partition);
            case AssetStated stated -> changed(stated, partition);
            default -> List.of();
        };
    }

    private List<BookUpdated> enter(EnterOrder enter, @Nullable Asset asset, int partition, Instant now) {
        Order order = enter.entering();
        EndReason refused = refusal(order, asset);
        if (refused != null || asset == null) {
            return List.of(rejected(enter, refused == null ? EndReason.ASSET_RETIRED : refused, now));
        }
        StoredBook stored = bookOf(asset, partition);
        BookChanges changes = changes(stored, asset);
        BookOrder entering = bookOrder(order);
        if (order.budget() != null) {
            changes.spends(entering, order.budget());
        }
        stored.book.enter(entering, entry(order, asset), changes);
        return events(stored, changes, enter.operationId(), true, now);
    }

    /** An order is to leave; it may have ended meanwhile. */
    private List<BookUpdated> withdraw(WithdrawOrder withdraw, @Nullable Asset asset, int partition, Instant now) {
        if (asset == null || asset.book() == null) {
            return List.of(new BookUpdated(withdraw.operationId(), withdraw.symbol(), true, List.of(), List.of(), now));
        }
        StoredBook stored = bookOf(asset, partition);
        BookChanges changes = changes(stored, asset);
        BookOrder order = stored.book.find(withdraw.order());
        if (order != null && order.account().equals(withdraw.account())) {
            stored.book.cancel(order.id(), EndReason.CANCELLED_BY_OWNER, changes);
        }
        return events(stored, changes, withdraw.operationId(), true, now);
    }

    /** A tick has become the price of an asset: the house offers what it says. */
    private List<BookUpdated> told(PriceTicked tick, int partition) {
        Asset asset = tick.asset();
        BookTerms terms = asset.book();
        if (terms == null || !tick.current()) {
            return List.of();
        }
        BigDecimal available = tick.available();
        StoredBook stored = bookOf(asset, partition);
        long quantity = available != null ? Fixed.atMost(available) : terms.limited() ? stored.book.houseQuantity() : 0;
        return offer(stored, asset, quantity, tick.operationId(), tick.occurredAt());
    }

    /** An operator has changed an asset: its price, its status, or neither. */
    private List<BookUpdated> changed(AssetStated stated, int partition) {
        Asset asset = stated.asset();
        if (asset.book() == null) {
            return List.of();
        }
        StoredBook stored = bookOf(asset, partition);
        return switch (asset.status()) {
            case ACTIVE, HALTED ->
                offer(stored, asset, stored.book.houseQuantity(), stated.operationId(), stated.occurredAt());
            case RETIRING, RETIRED -> retire(stored, asset, stated.operationId(), stated.occurredAt());
        };
    }

    /** What the house offers at first. */
    private List<BookUpdated> created(AssetCreated created, int partition) {
        Asset asset = created.asset();
        if (asset.book() == null) {
            return List.of();
        }
        long quantity = asset.available() == null ? 0 : Fixed.atMost(asset.available());
        return offer(bookOf(asset, partition), asset, quantity, created.operationId(), created.occurredAt());
    }

    public void write(Writes writes) {
        rows.write(books.values(), writes);
    }

    private List<BookUpdated> offer(StoredBook stored, Asset asset, long quantity, OperationId operation, Instant now) {
        BookChanges changes = changes(stored, asset);
        if (Fixed.fits(asset.price().value())) {
            stored.book.offer(Fixed.of(asset.price().value()), quantity);
            if (asset.status() == AssetStatus.ACTIVE || asset.status() == AssetStatus.RETIRING) {
                stored.book.fill(changes);
            }
        }
        return events(stored, changes, operation, false, now);
    }

    /** It can be bought no more. */
    private List<BookUpdated> retire(StoredBook stored, Asset asset, OperationId operation, Instant now) {
        BookChanges changes = changes(stored, asset);
        stored.book.cancelAll(BookOrder::buys, EndReason.ASSET_RETIRED, changes);
        return events(stored, changes, operation, false, now);
    }

    private static BookChanges changes(StoredBook stored, Asset asset) {
        stored.change();
        return new BookChanges(asset, stored.nextExecution, stored::touch);
    }

    private static List<BookUpdated> events(
            StoredBook stored, BookChanges changes, OperationId operation, boolean concludes, Instant now) {
        stored.nextExecution = changes.nextExecution();
        return changes.events(operation, concludes, now);
    }

    private StoredBook bookOf(Asset asset, int partition) {
        BookTerms terms = asset.book();
        return books.computeIfAbsent(
                asset.symbol(),
                symbol -> new StoredBook(symbol, partition, new OrderBook(terms != null && terms.limited()), 1));
    }

    private static @Nullable EndReason refusal(Order order, @Nullable Asset asset) {
        if (asset == null || asset.book() == null || asset.status() == AssetStatus.RETIRED) {
            return EndReason.ASSET_RETIRED;
        }
        if (asset.status() == AssetStatus.HALTED) {
            return EndReason.MARKET_HALTED;
        }
        return asset.status() == AssetStatus.RETIRING && order.terms().side() == Side.BUY
                ? EndReason.ASSET_RETIRED
                : null;
    }

    private static BookUpdated rejected(EnterOrder enter, EndReason reason, Instant now) {
        Order order = enter.entering();
        BigDecimal asked = order.quantity() != null ? order.quantity() : order.budget();
        OrderEnd end = new OrderEnd(order.id(), order.account(), reason, asked == null ? BigDecimal.ZERO : asked);
        return new BookUpdated(enter.operationId(), enter.symbol(), true, List.of(), List.of(end), now);
    }

    private static BookOrder bookOrder(Order order) {
        OrderTerms terms = order.terms();
        Price best = terms.bestPrice();
        BigDecimal quantity = order.quantity();
        return new BookOrder(
                order.id(),
                order.account(),
                terms.side() == Side.BUY,
                Fixed.of(order.worst().value()),
                best == null ? BookOrder.ANY : Fixed.atMost(best.value()),
                quantity == null ? Long.MAX_VALUE : Fixed.of(quantity));
    }

    private static Entry entry(Order order, Asset asset) {
        OrderTerms terms = order.terms();
        BigDecimal budget = order.budget();
        return new Entry(
                terms.timeInForce().rests() && terms.type() != OrderType.MARKET,
                terms.timeInForce() == TimeInForce.FOK,
                terms.postOnly(),
                terms.selfTrade(),
                budget == null ? Entry.UNLIMITED : Fixed.of(budget),
                Fixed.of(BigDecimal.ONE.movePointLeft(asset.scale())));
    }
}
