package dev.gembourse.processor.account;

import static dev.gembourse.events.trading.TradingRefusal.AMOUNT_SCALE_EXCEEDED;
import static dev.gembourse.events.trading.TradingRefusal.ASSET_RETIRED;
import static dev.gembourse.events.trading.TradingRefusal.CLIENT_ORDER_ID_TAKEN;
import static dev.gembourse.events.trading.TradingRefusal.EXPIRY_PASSED;
import static dev.gembourse.events.trading.TradingRefusal.INSUFFICIENT_CASH;
import static dev.gembourse.events.trading.TradingRefusal.INSUFFICIENT_POSITION;
import static dev.gembourse.events.trading.TradingRefusal.MARKET_HALTED;
import static dev.gembourse.events.trading.TradingRefusal.NOTIONAL_ROUNDS_TO_ZERO;
import static dev.gembourse.events.trading.TradingRefusal.NO_ORDER_BOOK;
import static dev.gembourse.events.trading.TradingRefusal.ORDER_CHANGED;
import static dev.gembourse.events.trading.TradingRefusal.ORDER_CHANGING;
import static dev.gembourse.events.trading.TradingRefusal.ORDER_ENDED;
import static dev.gembourse.events.trading.TradingRefusal.ORDER_NOT_FOUND;
import static dev.gembourse.events.trading.TradingRefusal.ORDER_TOO_LARGE;
import static dev.gembourse.events.trading.TradingRefusal.PRICE_STALE;
import static dev.gembourse.events.trading.TradingRefusal.QUANTITY_ROUNDS_TO_ZERO;
import static dev.gembourse.events.trading.TradingRefusal.QUANTITY_SCALE_EXCEEDED;
import static dev.gembourse.events.trading.TradingRefusal.REPLACEMENT_INVALID;
import static dev.gembourse.events.trading.TradingRefusal.UNKNOWN_SYMBOL;

import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.BookTerms;
import dev.gembourse.events.market.MarketCommand.AmendOrder;
import dev.gembourse.events.market.MarketCommand.EnterOrder;
import dev.gembourse.events.market.MarketCommand.WithdrawOrder;
import dev.gembourse.events.order.Order;
import dev.gembourse.events.order.OrderPrices;
import dev.gembourse.events.order.OrderStatus;
import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.order.OrderType;
import dev.gembourse.events.order.Protection;
import dev.gembourse.events.trading.TradingCommand.CancelOrders;
import dev.gembourse.events.trading.TradingCommand.PlaceOrder;
import dev.gembourse.events.trading.TradingCommand.ReplaceOrder;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.CancellationRequested;
import dev.gembourse.events.trading.TradingEvent.CancellationRequested.OpenOrder;
import dev.gembourse.events.trading.TradingEvent.OrderPlaced;
import dev.gembourse.events.trading.TradingEvent.OrderProgressed;
import dev.gembourse.events.trading.TradingEvent.ReplacementRequested;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what players ask of their orders. What an order can cost at most is held when it is placed, so that whatever its book
 * decides can be settled.
 */
public final class OrderRules {

    /** Books count in hundred millionths, in 64 bits. */
    private static final BigDecimal MOST = new BigDecimal("90000000000");

    private static final String TOO_LARGE =
            "expected price, quantity and price × quantity of at most " + MOST.toPlainString();

    /** By how many of the currency's smallest amounts what is held for a replacement may be rounded off, at most. */
    private static final int ROUNDED = 6;

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
        if (terms.expiresAt() != null && !terms.expiresAt().isAfter(now)) {
            return no(place, EXPIRY_PASSED, "expected a time to come but " + terms.expiresAt() + " is over", now);
        }
        if (terms.worstPrice() == null && quote.asset().isPriceStale(now)) {
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
        Order order = new Order(
                place.order(),
                account.id(),
                terms,
                quantity,
                byBudget ? terms.notional() : null,
                worst,
                expiry(terms, now));
        BigDecimal worth = quantity == null ? terms.notional() : worst.value().multiply(quantity);
        if (worth == null
                || worth.setScale(quote.currencyScale(), RoundingMode.HALF_EVEN).signum() == 0) {
            return no(place, NOTIONAL_ROUNDS_TO_ZERO, "expected price × quantity to be worth something", now);
        }
        if (isTooLarge(order) || worth.compareTo(MOST) > 0) {
            return no(place, ORDER_TOO_LARGE, TOO_LARGE, now);
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
        BigDecimal trail = trail(terms.prices(), house);
        boolean buys = terms.side() == Side.BUY;
        return Protection.worst(
                terms.side(), buys ? house.add(trail) : house.subtract(trail).max(BigDecimal.ZERO));
    }

    /** How far from a price the stop of a trailing order is; 0 for others. */
    private static BigDecimal trail(OrderPrices prices, BigDecimal price) {
        Integer share = prices.trailBasisPoints();
        return prices.trailAmount() != null
                ? prices.trailAmount().value()
                : share != null ? price.multiply(BigDecimal.valueOf(share, 4)) : BigDecimal.ZERO;
    }

    private static @Nullable Instant expiry(OrderTerms terms, Instant now) {
        return switch (terms.timeInForce()) {
            case DAY -> now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
            case GTD -> terms.expiresAt();
            case GTC, IOC, FOK -> null;
        };
    }

    private static boolean isTooLarge(Order order) {
        OrderPrices prices = order.terms().prices();
        return isMore(order.worst())
                || isMore(prices.limitPrice())
                || isMore(prices.stopPrice())
                || (order.quantity() != null && order.quantity().compareTo(MOST) > 0);
    }

    private static boolean isMore(@Nullable Price price) {
        return price != null && price.value().compareTo(MOST) > 0;
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

    /** What was held at first is held further; whatever the replaced order may need beside it is held too, until its book has answered. */
    TradingEvent replace(Account account, ReplaceOrder wish, Orders orders, Instant now) {
        OrderState order = orders.find(wish.order());
        Order placed = orders.terms(wish.order());
        if (order == null || placed == null || !order.account().equals(account.id())) {
            return refuse(wish, ORDER_NOT_FOUND, "expected an order of the account but it has no " + wish.order(), now);
        }
        if (!order.status().isOpen()) {
            return refuse(wish, ORDER_ENDED, "expected an open order but it is " + order.status(), now);
        }
        if (order.version() != wish.version()) {
            String detail = "expected version %d, which the order has now, but got %d"
                    .formatted(order.version(), wish.version());
            return refuse(wish, ORDER_CHANGED, detail, now);
        }
        if (order.replacing() || order.status() == OrderStatus.PENDING_CANCEL) {
            return refuse(wish, ORDER_CHANGING, "expected nothing else under way but it is " + order.status(), now);
        }
        BigDecimal before = placed.quantity();
        if (before == null) {
            return refuse(wish, REPLACEMENT_INVALID, "expected an order that waits, for a quantity", now);
        }
        Quote quote = quotes.of(order.symbol());
        if (quote == null) {
            return refuse(wish, UNKNOWN_SYMBOL, "expected a listed asset but got " + order.symbol(), now);
        }
        Quantity quantity = wish.quantity() == null ? new Quantity(before) : wish.quantity();
        if (quantity.value().scale() > quote.asset().scale()) {
            String detail = AccountRules.tooFine("quantity", quote.asset().scale(), quantity.value());
            return refuse(wish, QUANTITY_SCALE_EXCEEDED, detail, now);
        }
        if (quantity.value().compareTo(order.filled()) <= 0) {
            String detail = "expected a quantity of more than the %s that are filled"
                    .formatted(order.filled().toPlainString());
            return refuse(wish, REPLACEMENT_INVALID, detail, now);
        }
        OrderTerms terms;
        try {
            terms = placed.terms().with(quantity, placed.terms().prices().with(wish.prices()));
        } catch (IllegalArgumentException e) {
            return refuse(wish, REPLACEMENT_INVALID, String.valueOf(e.getMessage()), now);
        }
        Price worst = wish.prices().equals(OrderPrices.NONE) ? placed.worst() : worst(terms, quote);
        Order amended = new Order(placed.id(), account.id(), terms, quantity.value(), null, worst, placed.expiresAt());
        return replace(account, wish, order, amended, before, now);
    }

    private static TradingEvent replace(
            Account account, ReplaceOrder wish, OrderState order, Order amended, BigDecimal before, Instant now) {
        BigDecimal after = amended.quantity() == null ? before : amended.quantity();
        BigDecimal worth = amended.worst().value().multiply(after);
        if (worth.setScale(order.currencyScale(), RoundingMode.HALF_EVEN).signum() == 0) {
            return refuse(wish, NOTIONAL_ROUNDS_TO_ZERO, "expected price × quantity to be worth something", now);
        }
        if (isTooLarge(amended) || worth.compareTo(MOST) > 0) {
            return refuse(wish, ORDER_TOO_LARGE, TOO_LARGE, now);
        }
        Unit unit = order.heldUnit();
        BigDecimal extra = extra(order, before, after, amended.worst().value());
        BigDecimal available = order.told(account.holding(unit).quantity());
        if (available.compareTo(extra) < 0) {
            TradingRefusal reason = order.side() == Side.BUY ? INSUFFICIENT_CASH : INSUFFICIENT_POSITION;
            return refuse(wish, reason, AccountRules.insufficient(extra, unit, available), now);
        }
        return new ReplacementRequested(
                wish.operationId(),
                wish.accountId(),
                amended,
                before,
                unit,
                order.told(extra),
                available.subtract(extra),
                now);
    }

    /**
     * What the order as it is to be may need more than the order as it is, however much has been filled when the book hears of it: the more is
     * filled, the more it needs or the less, so that both ends are enough, but for what is rounded.
     */
    private static BigDecimal extra(OrderState order, BigDecimal before, BigDecimal after, BigDecimal worst) {
        if (order.side() == Side.SELL) {
            return after.subtract(before).max(BigDecimal.ZERO);
        }
        BigDecimal one = extra(order, before, after, worst, order.filled());
        BigDecimal other = extra(order, before, after, worst, before.min(after));
        BigDecimal more = one.max(other);
        boolean needsNoMore = worst.compareTo(order.worst()) <= 0 && after.compareTo(before) <= 0;
        return needsNoMore
                ? BigDecimal.ZERO
                : more.add(BigDecimal.valueOf(ROUNDED, order.currencyScale())).max(BigDecimal.ZERO);
    }

    private static BigDecimal extra(
            OrderState order, BigDecimal before, BigDecimal after, BigDecimal worst, BigDecimal filled) {
        return order.held(after.subtract(filled), worst).subtract(order.held(before.subtract(filled)));
    }

    /** What is asked of the book once more is held. */
    public static AmendOrder next(ReplacementRequested requested) {
        return new AmendOrder(
                AmendOrder.operationOf(requested.order().id(), requested.operationId()),
                requested.operationId(),
                requested.order(),
                requested.quantityBefore(),
                requested.extra(),
                requested.occurredAt());
    }

    /** What is to be placed once an order with an exit has ended. */
    public static List<PlaceOrder> next(OrderProgressed progressed, OrderId order) {
        OrderTerms exit = progressed.exit();
        return exit == null
                ? List.of()
                : List.of(new PlaceOrder(
                        PlaceOrder.exitOf(order), progressed.accountId(), exit, null, progressed.occurredAt()));
    }

    private static TradingEvent requested(CancelOrders cancel, List<OrderState> orders, Instant now) {
        List<OpenOrder> open = orders.stream()
                .map(order -> new OpenOrder(order.id(), order.symbol()))
                .toList();
        return new CancellationRequested(cancel.operationId(), cancel.accountId(), open, now);
    }

    private static TradingEvent refuse(ReplaceOrder wish, TradingRefusal reason, String detail, Instant now) {
        return AccountRules.refuse(wish, reason, detail, now);
    }

    private static TradingEvent no(PlaceOrder place, TradingRefusal reason, @Nullable String detail, Instant now) {
        return AccountRules.refuse(place, reason, detail == null ? "" : detail, now);
    }
}
