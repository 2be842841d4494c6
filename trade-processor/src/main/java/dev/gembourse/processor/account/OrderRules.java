package dev.gembourse.processor.account;

import static dev.gembourse.events.trading.TradingRefusal.AMOUNT_SCALE_EXCEEDED;
import static dev.gembourse.events.trading.TradingRefusal.ASSET_RETIRED;
import static dev.gembourse.events.trading.TradingRefusal.CLIENT_ORDER_ID_TAKEN;
import static dev.gembourse.events.trading.TradingRefusal.INSUFFICIENT_CASH;
import static dev.gembourse.events.trading.TradingRefusal.INSUFFICIENT_POSITION;
import static dev.gembourse.events.trading.TradingRefusal.MARKET_HALTED;
import static dev.gembourse.events.trading.TradingRefusal.NOTIONAL_ROUNDS_TO_ZERO;
import static dev.gembourse.events.trading.TradingRefusal.NO_ORDER_BOOK;
import static dev.gembourse.events.trading.TradingRefusal.ORDER_ENDED;
import static dev.gembourse.events.trading.TradingRefusal.ORDER_NOT_FOUND;
import static dev.gembourse.events.trading.TradingRefusal.ORDER_TOO_LARGE;
import static dev.gembourse.events.trading.TradingRefusal.PRICE_STALE;
import static dev.gembourse.events.trading.TradingRefusal.QUANTITY_ROUNDS_TO_ZERO;
import static dev.gembourse.events.trading.TradingRefusal.QUANTITY_SCALE_EXCEEDED;
import static dev.gembourse.events.trading.TradingRefusal.UNKNOWN_SYMBOL;

import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.BookTerms;
import dev.gembourse.events.market.MarketCommand.EnterOrder;
import dev.gembourse.events.market.MarketCommand.WithdrawOrder;
import dev.gembourse.events.order.Order;
import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.order.OrderType;
import dev.gembourse.events.trading.TradingCommand.CancelOrders;
import dev.gembourse.events.trading.TradingCommand.PlaceOrder;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.CancellationRequested;
import dev.gembourse.events.trading.TradingEvent.CancellationRequested.OpenOrder;
import dev.gembourse.events.trading.TradingEvent.OrderPlaced;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what players ask of their orders. What an order can cost at most is held when it is placed, so that whatever its book
 * decides can be settled.
 */
public final class OrderRules {

    /** By how much better than the house's price a market order's worst price is not: it is not filled beyond. */
    private static final BigDecimal PROTECTION = new BigDecimal("0.1");

    private static final BigDecimal SMALLEST_PRICE = new BigDecimal("0.00000001");

    /** Books count in hundred millionths, in 64 bits. */
    private static final BigDecimal MOST = new BigDecimal("90000000000");

    private final Quotes quotes;

    OrderRules(Quotes quotes) {
        this.quotes = quotes;
    }

    /** What is asked of the book once an order is held. */
    public static EnterOrder next(OrderPlaced placed) {
        return new EnterOrder(EnterOrder.operationOf(placed.order().id()), placed.order(), placed.occurredAt());
    }

    /** What is asked of the books once orders are to be cancelled. */
    public static List<WithdrawOrder> next(CancellationRequested requested) {
        return requested.orders().stream()
                .map(open -> new WithdrawOrder(
                        WithdrawOrder.operationOf(open.order(), requested.operationId()),
                        open.symbol(),
                        open.order(),
                        requested.accountId(),
                        requested.occurredAt()))
                .toList();
    }

    TradingEvent place(Account account, PlaceOrder place, Orders orders, Instant now) {
        OrderTerms terms = place.terms();
        if (terms.clientOrderId() != null && orders.find(place.order()) != null) {
            String detail =
                    "expected a new clientOrderId but '%s' is that of an order".formatted(terms.clientOrderId());
            return no(place, CLIENT_ORDER_ID_TAKEN, detail, now);
        }
        Quote quote = quotes.of(terms.symbol());
        if (quote == null) {
            return no(place, UNKNOWN_SYMBOL, "expected a listed asset but got " + terms.symbol(), now);
        }
        BookTerms book = quote.asset().book();
        if (book == null) {
            String detail =
                    "expected an asset with an order book but %s is traded with the house".formatted(terms.symbol());
            return no(place, NO_ORDER_BOOK, detail, now);
        }
        AssetStatus status = quote.asset().status();
        if (status == AssetStatus.HALTED) {
            return no(place, MARKET_HALTED, "expected " + terms.symbol() + " to be traded but it is halted", now);
        }
        if (status == AssetStatus.RETIRED || (status == AssetStatus.RETIRING && terms.side() == Side.BUY)) {
            return no(place, ASSET_RETIRED, "expected a sale: " + terms.symbol() + " can be bought no more", now);
        }
        if (terms.type() == OrderType.MARKET && quote.asset().isPriceStale(now)) {
            String detail = "expected a price that is at most %s s old but the newest is of %s"
                    .formatted(quote.asset().maxPriceAgeSeconds(), quote.asset().priceAt());
            return no(place, PRICE_STALE, detail, now);
        }
        if (terms.notional() != null && terms.notional().scale() > quote.currencyScale()) {
            String detail = AccountRules.tooFine("notional", quote.currencyScale(), terms.notional());
            return no(place, AMOUNT_SCALE_EXCEEDED, detail, now);
        }
        if (terms.quantity() != null
                && terms.quantity().value().scale() > quote.asset().scale()) {
            String detail = AccountRules.tooFine(
                    "quantity", quote.asset().scale(), terms.quantity().value());
            return no(place, QUANTITY_SCALE_EXCEEDED, detail, now);
        }
        return place(account, place, quote, book, now);
    }

    private static TradingEvent place(Account account, PlaceOrder place, Quote quote, BookTerms book, Instant now) {
        OrderTerms terms = place.terms();
        Price worst = worst(terms, quote);
        boolean byBudget = terms.type() == OrderType.MARKET && terms.notional() != null;
        BigDecimal quantity = byBudget ? null : quantity(terms, worst, quote);
        if (quantity != null && quantity.signum() == 0) {
            String detail = "expected the notional to be worth at least the smallest quantity";
            return no(place, QUANTITY_ROUNDS_TO_ZERO, detail, now);
        }
        Order order =
                new Order(place.order(), account.id(), terms, quantity, byBudget ? terms.notional() : null, worst);
        BigDecimal worth = quantity == null ? terms.notional() : worst.value().multiply(quantity);
        if (worth == null
                || worth.setScale(quote.currencyScale(), RoundingMode.HALF_EVEN).signum() == 0) {
            return no(place, NOTIONAL_ROUNDS_TO_ZERO, "expected price × quantity to be worth something", now);
        }
        if (worst.value().compareTo(MOST) > 0
                || (quantity != null && quantity.compareTo(MOST) > 0)
                || worth.compareTo(MOST) > 0) {
            String detail = "expected price, quantity and price × quantity of at most " + MOST.toPlainString();
            return no(place, ORDER_TOO_LARGE, detail, now);
        }
        return hold(account, place, order, quote, book, now);
    }

    private static TradingEvent hold(
            Account account, PlaceOrder place, Order order, Quote quote, BookTerms book, Instant now) {
        Unit currency = quote.asset().currency();
        OrderPlaced unheld = placed(place, order, quote, book, BigDecimal.ZERO, BigDecimal.ZERO, now);
        OrderState unplaced = OrderState.of(unheld);
        BigDecimal held = unplaced.held(unplaced.asked());
        Unit unit = unheld.heldUnit();
        BigDecimal available = unplaced.told(account.holding(unit).quantity());
        if (available.compareTo(held) < 0) {
            return order.terms().side() == Side.BUY
                    ? no(place, INSUFFICIENT_CASH, AccountRules.insufficient(held, currency, available), now)
                    : no(place, INSUFFICIENT_POSITION, AccountRules.insufficient(held, unit, available), now);
        }
        return placed(place, order, quote, book, held, available.subtract(held), now);
    }

    private static OrderPlaced placed(
            PlaceOrder place,
            Order order,
            Quote quote,
            BookTerms book,
            BigDecimal held,
            BigDecimal available,
            Instant now) {
        return new OrderPlaced(
                place.operationId(),
                place.accountId(),
                order,
                quote.asset().currency(),
                quote.currencyScale(),
                book.makerBasisPoints(),
                book.takerBasisPoints(),
                held,
                available,
                now);
    }

    private static Price worst(OrderTerms terms, Quote quote) {
        Price worst = terms.worstPrice();
        if (worst != null) {
            return worst;
        }
        BigDecimal house = quote.asset().price().value();
        BigDecimal factor =
                terms.side() == Side.BUY ? BigDecimal.ONE.add(PROTECTION) : BigDecimal.ONE.subtract(PROTECTION);
        return new Price(house.multiply(factor).setScale(8, RoundingMode.DOWN).max(SMALLEST_PRICE));
    }

    private static BigDecimal quantity(OrderTerms terms, Price worst, Quote quote) {
        Quantity quantity = terms.quantity();
        BigDecimal notional = terms.notional();
        if (quantity != null) {
            return quantity.value();
        }
        if (notional == null) {
            throw new IllegalStateException("expected an order of a quantity or a notional");
        }
        return Amounts.plain(notional.divide(worst.value(), quote.asset().scale(), RoundingMode.DOWN));
    }

    /** Asks for what is open; whether it still is when the book hears of it only the book knows. */
    static TradingEvent cancel(Account account, CancelOrders cancel, Orders orders, Instant now) {
        OrderId id = cancel.order();
        if (id == null) {
            return requested(cancel, orders.open(account.id(), cancel.symbol()), now);
        }
        OrderState order = orders.find(id);
        if (order == null || !order.account().equals(account.id())) {
            return AccountRules.refuse(
                    cancel, ORDER_NOT_FOUND, "expected an order of the account but it has no " + id, now);
        }
        if (!order.status().isOpen()) {
            String detail = "expected an open order but it is " + order.status();
            return AccountRules.refuse(cancel, ORDER_ENDED, detail, now);
        }
        return requested(cancel, List.of(order), now);
    }

    private static TradingEvent requested(CancelOrders cancel, List<OrderState> orders, Instant now) {
        List<OpenOrder> open = orders.stream()
                .map(order -> new OpenOrder(order.id(), order.symbol()))
                .toList();
        return new CancellationRequested(cancel.operationId(), cancel.accountId(), open, now);
    }

    private static TradingEvent no(PlaceOrder place, TradingRefusal reason, @Nullable String detail, Instant now) {
        return AccountRules.refuse(place, reason, detail == null ? "" : detail, now);
    }
}
