package dev.gembourse.bench.invariant;

import dev.gembourse.bench.invariant.Books.Book;
import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.BookTerms;
import dev.gembourse.events.order.Fill;
import dev.gembourse.events.order.Liquidity;
import dev.gembourse.events.order.Order;
import dev.gembourse.events.order.OrderEnd;
import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.CancelOrders;
import dev.gembourse.events.trading.TradingCommand.EndOrder;
import dev.gembourse.events.trading.TradingCommand.NoteTrigger;
import dev.gembourse.events.trading.TradingCommand.PlaceOrder;
import dev.gembourse.events.trading.TradingCommand.ReplaceOrder;
import dev.gembourse.events.trading.TradingCommand.SettleFill;
import dev.gembourse.events.trading.TradingCommand.SettleReplacement;
import dev.gembourse.events.trading.TradingEvent.CancellationRequested;
import dev.gembourse.events.trading.TradingEvent.OrderEnded;
import dev.gembourse.events.trading.TradingEvent.OrderFilled;
import dev.gembourse.events.trading.TradingEvent.OrderPlaced;
import dev.gembourse.events.trading.TradingEvent.OrderProgressed;
import dev.gembourse.events.trading.TradingEvent.OrderReplaced;
import dev.gembourse.events.trading.TradingEvent.OrderTriggered;
import dev.gembourse.events.trading.TradingEvent.ReplacementRequested;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Orders over all partitions: each holds what it can cost, its fills and its end take what they may of that, and both sides of every execution
 * are settled, once.
 */
final class PlayerOrders {

    private static final String EXCHANGE = "EXCHANGE";

    private final Books books;
    private final Map<OrderId, PlayerOrder> orders = new HashMap<>();
    private final Map<Execution, Map<Side, Fill>> settled = new HashMap<>();

    /** Operations that are to place what follows on an order. */
    private final Set<OperationId> exits = new HashSet<>();

    PlayerOrders(Books books) {
        this.books = books;
    }

    private record Execution(Symbol symbol, long number) {}

    @Nullable
    String placed(TradingCommand command, OrderPlaced event, MarketHistory market) {
        Book book = books.find(command.accountId());
        Order order = event.order();
        if (book == null
                || !(command instanceof PlaceOrder place)
                || !place.terms().equals(order.terms())
                || !place.order().equals(order.id())
                || !order.account().equals(place.accountId())
                || !isAsAsked(order, market)) {
            return Model.differs(command, event);
        }
        Asset asset = market.latest().get(order.terms().symbol());
        BookTerms terms = asset == null ? null : asset.book();
        PlayerOrder placed = new PlayerOrder(event);
        if (terms == null
                || terms.makerBasisPoints() != event.makerBasisPoints()
                || terms.takerBasisPoints() != event.takerBasisPoints()
                || placed.held(placed.open, order.worst()).compareTo(event.held()) != 0) {
            return "expected what an order can cost to be held but got " + event;
        }
        if (orders.putIfAbsent(order.id(), placed) != null) {
            return "expected one order " + order.id() + " but it was placed twice";
        }
        Position available = book.of(event.heldUnit());
        move(available, book.held(event.heldUnit()), event.held());
        return Model.agrees(available.quantity, event.available(), event);
    }

    /** A quantity as it was asked for, or as much as a notional is worth at the limit, or a budget. */
    private static boolean isAsAsked(Order order, MarketHistory market) {
        OrderTerms terms = order.terms();
        if (terms.quantity() != null) {
            return order.quantity() != null && terms.quantity().value().compareTo(order.quantity()) == 0;
        }
        BigDecimal notional = Objects.requireNonNull(terms.notional());
        if (order.budget() != null) {
            return notional.compareTo(order.budget()) == 0;
        }
        int scale = market.scale(terms.symbol()).orElse(0);
        return notional.divide(order.worst().value(), scale, RoundingMode.DOWN)
                        .compareTo(Objects.requireNonNull(order.quantity()))
                == 0;
    }

    @Nullable
    String filled(TradingCommand command, OrderFilled event, int partition) {
        Book book = books.find(command.accountId());
        if (book == null || !(command instanceof SettleFill settle) || !isOf(settle, event)) {
            return Model.differs(command, event);
        }
        Fill fill = settle.fill();
        PlayerOrder order = orders.get(fill.order());
        if (order == null || !order.account().equals(command.accountId())) {
            return "expected an order of the account for " + event;
        }
        Map<Side, Fill> sides =
                settled.computeIfAbsent(new Execution(settle.symbol(), fill.number()), ignored -> new HashMap<>());
        if (sides.put(fill.side(), fill) != null) {
            return "expected each side of an execution to be settled once but got " + event;
        }
        OrderEnd end = settle.end();
        BigDecimal unfilled = end == null ? BigDecimal.ZERO : end.unfilled();
        BigDecimal quantity = fill.quantity().value();
        BigDecimal taken = order.placed.order().budget() != null ? fill.notional() : quantity;
        BigDecimal share = order.held(fill.open(), fill.worst())
                .subtract(order.held(fill.open().subtract(taken), fill.worst()));
        BigDecimal back = end == null ? BigDecimal.ZERO : order.held(unfilled, end.worst());
        boolean first = order.filled.signum() == 0;
        order.took(taken.add(unfilled), share.add(back), quantity, end == null ? null : end.reason());
        String complaint = order.buys()
                ? bought(book, fill, order, event, share, back, partition)
                : sold(book, fill, event, back, partition);
        boolean right = event.first() == first
                && event.unfilled().compareTo(order.open) == 0
                && order.isSound()
                && order.had(fill.worst())
                && order.admits(fill)
                && event.reason() == order.ended
                && follows(order, event);
        return complaint != null || right
                ? complaint
                : "expected %s open, held %s, first %s, ended for %s but got %s"
                        .formatted(order.open, order.held, first, order.ended, event);
    }

    private static boolean isOf(SettleFill settle, OrderFilled event) {
        Fill fill = settle.fill();
        return fill.order().equals(event.order())
                && settle.symbol().equals(event.symbol())
                && fill.side() == event.side()
                && fill.number() == event.execution()
                && fill.liquidity() == event.liquidity()
                && fill.house() == event.house()
                && fill.price().equals(event.price())
                && fill.quantity().equals(event.quantity())
                && fill.notional().compareTo(event.notional()) == 0;
    }

    private @Nullable String bought(
            Book book,
            Fill fill,
            PlayerOrder order,
            OrderFilled event,
            BigDecimal share,
            BigDecimal back,
            int partition) {
        Unit currency = event.currency();
        Position held = book.held(currency);
        BigDecimal fee = fee(order, fill).min(share.subtract(fill.notional()));
        BigDecimal released = share.subtract(fill.notional()).subtract(fee).add(back);
        move(held, book.of(currency), released);
        books.move(other(fill), partition, currency, fill.notional().negate(), held);
        pay(fee, currency, held, partition);
        Position asset = book.of(event.symbol().unit());
        asset.buy(fill.quantity().value(), fill.notional().add(fee));
        books.give(
                other(fill), partition, event.symbol().unit(), fill.quantity().value());
        return agrees(book, event, fee, null)
                        && event.released().compareTo(released) == 0
                        && event.releasedAsset().signum() == 0
                        && held.quantity.signum() >= 0
                ? null
                : "expected a fee of %s and %s released but got %s".formatted(fee, released, event);
    }

    private @Nullable String sold(Book book, Fill fill, OrderFilled event, BigDecimal back, int partition) {
        Unit unit = event.symbol().unit();
        BigDecimal quantity = fill.quantity().value();
        PlayerOrder order = Objects.requireNonNull(orders.get(fill.order()));
        BigDecimal fee = fee(order, fill);
        Position available = book.of(unit);
        Position held = book.held(unit);
        Position whole = available.copy();
        whole.quantity = whole.quantity.add(held.quantity);
        BigDecimal gained = whole.sell(quantity, fill.notional().subtract(fee));
        available.cost = whole.cost;
        available.profit = whole.profit;
        held.quantity = held.quantity.subtract(quantity);
        books.give(other(fill), partition, unit, quantity.negate());
        move(held, available, back);
        books.move(other(fill), partition, event.currency(), fill.notional(), book.of(event.currency()));
        pay(fee, event.currency(), book.of(event.currency()), partition);
        return agrees(book, event, fee, gained)
                        && event.released().signum() == 0
                        && event.releasedAsset().compareTo(back) == 0
                        && held.quantity.signum() >= 0
                ? null
                : "expected a fee of %s, %s gained and %s released but got %s".formatted(fee, gained, back, event);
    }

    private static boolean agrees(Book book, OrderFilled event, BigDecimal fee, @Nullable BigDecimal gained) {
        Unit unit = event.symbol().unit();
        Position whole = book.of(unit).copy();
        whole.quantity = whole.quantity.add(book.held(unit).quantity);
        return event.fee().compareTo(fee) == 0
                && Model.isSame(gained, event.realisedPnl())
                && book.of(event.currency()).quantity.compareTo(event.cash()) == 0
                && whole.quantity.compareTo(event.position()) == 0
                && whole.averageCost().compareTo(event.averageCost()) == 0;
    }

    private void pay(BigDecimal fee, Unit currency, Position from, int partition) {
        if (fee.signum() > 0) {
            books.move("FEES", partition, currency, fee.negate(), from);
        }
    }

    @Nullable
    String ended(TradingCommand command, OrderEnded event) {
        Book book = books.find(command.accountId());
        if (book == null
                || !(command instanceof EndOrder end)
                || !event.order().equals(end.end().order())) {
            return Model.differs(command, event);
        }
        PlayerOrder order = orders.get(event.order());
        if (order == null || !order.account().equals(command.accountId())) {
            return "expected an order of the account for " + event;
        }
        OrderEnd its = end.end();
        BigDecimal back = order.held(its.unfilled(), its.worst());
        Unit unit = order.placed.heldUnit();
        order.took(its.unfilled(), back, BigDecimal.ZERO, its.reason());
        move(book.held(unit), book.of(unit), back);
        boolean right = event.released().compareTo(back) == 0
                && event.unit().equals(unit)
                && event.reason() == order.ended
                && event.unfilled().compareTo(order.open) == 0
                && order.isSound()
                && order.had(its.worst())
                && follows(order, event);
        return right
                ? Model.agrees(book.of(unit).quantity, event.available(), event)
                : "expected %s %s to be released but got %s".formatted(back, unit, event);
    }

    @Nullable
    String triggered(TradingCommand command, OrderTriggered event) {
        PlayerOrder order = orders.get(event.order());
        boolean right = command instanceof NoteTrigger note
                && order != null
                && order.account().equals(command.accountId())
                && note.trigger().order().equals(event.order())
                && note.trigger().price().equals(event.price())
                && order.trigger();
        return right ? null : Model.differs(command, event);
    }

    @Nullable
    String requested(TradingCommand command, ReplacementRequested event) {
        Book book = books.find(command.accountId());
        Order wanted = event.order();
        PlayerOrder order = orders.get(wanted.id());
        if (book == null
                || order == null
                || !(command instanceof ReplaceOrder wish)
                || !order.account().equals(wish.accountId())
                || wish.version() != order.version
                || order.isChanging()
                || order.ended != null
                || !order.isWanted(wish, wanted)) {
            return Model.differs(command, event);
        }
        if (event.extra().compareTo(order.extra(wanted)) < 0 || event.extra().compareTo(order.most(wanted)) > 0) {
            return "expected %s more to be held but got %s".formatted(order.extra(wanted), event);
        }
        order.wants(wanted, event.extra());
        Unit unit = order.placed.heldUnit();
        move(book.of(unit), book.held(unit), event.extra());
        return Model.agrees(book.of(unit).quantity, event.available(), event);
    }

    @Nullable
    String replaced(TradingCommand command, OrderReplaced event) {
        Book book = books.find(command.accountId());
        PlayerOrder order = orders.get(event.order().id());
        if (book == null
                || order == null
                || !(command instanceof SettleReplacement settle)
                || !order.account().equals(command.accountId())
                || !event.wish().equals(settle.replacement().wish())
                || event.accepted() != settle.replacement().accepted()
                || !order.isAwaited(settle.replacement())) {
            return Model.differs(command, event);
        }
        BigDecimal back = order.answered(settle.replacement());
        Unit unit = order.placed.heldUnit();
        move(book.held(unit), book.of(unit), back);
        boolean right = event.released().compareTo(back) == 0
                && back.signum() >= 0
                && event.unit().equals(unit)
                && event.unfilled().compareTo(order.open) == 0
                && order.isSound()
                && follows(order, event);
        return right
                ? Model.agrees(book.of(unit).quantity, event.available(), event)
                : "expected %s %s to be released but got %s".formatted(back, unit, event);
    }

    /** Whether an exit follows if it is due, and none if not; it is awaited from then on. */
    private boolean follows(PlayerOrder order, OrderProgressed event) {
        OrderTerms exit = order.exit();
        if (exit != null) {
            exits.add(PlaceOrder.exitOf(order.id()));
        }
        return Objects.equals(exit, event.exit());
    }

    /** Something has become of an operation: it is not awaited any more. */
    void decided(OperationId operation) {
        exits.remove(operation);
    }

    @Nullable
    String cancelling(TradingCommand command, CancellationRequested event) {
        boolean right = command instanceof CancelOrders cancel
                && books.find(command.accountId()) != null
                && event.orders().stream().allMatch(one -> {
                    PlayerOrder order = orders.get(one.order());
                    return order != null
                            && order.account().equals(command.accountId())
                            && order.ended == null
                            && (cancel.order() == null || cancel.order().equals(one.order()));
                });
        event.orders().forEach(one -> orders.computeIfPresent(one.order(), (id, order) -> order.cancels()));
        return right ? null : Model.differs(command, event);
    }

    /** Whether the account has such an order; only of an open one can be said that it has not ended. */
    boolean has(AccountId account, OrderId order) {
        PlayerOrder placed = orders.get(order);
        return placed != null && placed.account().equals(account);
    }

    /** The order of this id; null when none was placed. */
    @Nullable
    PlayerOrder find(OrderId order) {
        return orders.get(order);
    }

    /** How much more than is available an order would hold at this worst price. */
    static BigDecimal needed(OrderTerms terms, BookTerms book, BigDecimal worst, int scale, int assetScale) {
        BigDecimal quantity = terms.quantity() == null ? null : terms.quantity().value();
        BigDecimal notional = terms.notional();
        BigDecimal asked = quantity != null
                ? quantity
                : Objects.requireNonNull(notional).divide(worst, assetScale, RoundingMode.DOWN);
        if (terms.side() == Side.SELL) {
            return asked;
        }
        boolean byBudget = terms.worstPrice() == null && notional != null;
        BigDecimal worth =
                (byBudget ? Objects.requireNonNull(notional) : asked.multiply(worst)).setScale(scale, RoundingMode.UP);
        BigDecimal rate = BigDecimal.valueOf(Math.max(book.makerBasisPoints(), book.takerBasisPoints()), 4);
        return worth.add(worth.multiply(rate).setScale(scale, RoundingMode.UP));
    }

    /** What is wrong when nothing is under way any more; null when nothing is. */
    @Nullable
    String complaint() {
        for (Map.Entry<Execution, Map<Side, Fill>> execution : settled.entrySet()) {
            List<Fill> fills = List.copyOf(execution.getValue().values());
            Fill one = fills.getFirst();
            if (fills.size() != (one.house() ? 1 : 2)) {
                return "expected both sides of %s to be settled but got %s".formatted(execution.getKey(), fills);
            }
            Fill other = fills.getLast();
            if (one.house() != other.house()
                    || !one.price().equals(other.price())
                    || !one.quantity().equals(other.quantity())
                    || one.notional().compareTo(other.notional()) != 0
                    || (!one.house() && one.liquidity() == other.liquidity())) {
                return "expected both sides of %s to agree but got %s".formatted(execution.getKey(), fills);
            }
        }
        for (Map.Entry<OrderId, PlayerOrder> order : orders.entrySet()) {
            PlayerOrder its = order.getValue();
            if (its.held.compareTo(its.held(its.open, its.order().worst())) != 0
                    || (its.ended != null) != (its.open.signum() == 0)
                    || its.isAwaiting()) {
                return "expected as much to be held as is open but order %s has %s open, %s held, ended for %s"
                        .formatted(order.getKey(), its.open, its.held, its.ended);
            }
        }
        return exits.isEmpty() ? exchanged() : "expected exits to be placed: " + exits;
    }

    private @Nullable String exchanged() {
        Map<Unit, BigDecimal> sums = new HashMap<>();
        books.system.forEach((account, balance) -> {
            if (account.owner().equals(EXCHANGE)) {
                sums.merge(account.unit(), balance, BigDecimal::add);
            }
        });
        sums.values().removeIf(sum -> sum.signum() == 0);
        return sums.isEmpty() ? null : "expected nothing to be left between both sides of executions but got " + sums;
    }

    private static BigDecimal fee(PlayerOrder order, Fill fill) {
        int rate =
                fill.liquidity() == Liquidity.MAKER ? order.placed.makerBasisPoints() : order.placed.takerBasisPoints();
        return fill.notional()
                .multiply(BigDecimal.valueOf(rate, 4))
                .setScale(order.placed.currencyScale(), RoundingMode.HALF_EVEN);
    }

    private static String other(Fill fill) {
        return fill.house() ? "HOUSE" : EXCHANGE;
    }

    private static void move(Position from, Position to, BigDecimal amount) {
        from.quantity = from.quantity.subtract(amount);
        to.quantity = to.quantity.add(amount);
    }
}
