package dev.gembourse.processor.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.BookTerms;
import dev.gembourse.events.market.MarketCommand.BookCommand;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.BookUpdated;
import dev.gembourse.events.market.MarketEvent.PriceTicked;
import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.order.Exit;
import dev.gembourse.events.order.Order;
import dev.gembourse.events.order.OrderPrices;
import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.order.OrderType;
import dev.gembourse.events.order.SelfTrade;
import dev.gembourse.events.order.TimeInForce;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.CancelOrders;
import dev.gembourse.events.trading.TradingCommand.PlaceOrder;
import dev.gembourse.events.trading.TradingCommand.ReplaceOrder;
import dev.gembourse.events.trading.TradingEvent;
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
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.account.AccountRules;
import dev.gembourse.processor.account.AccountState;
import dev.gembourse.processor.account.Booking;
import dev.gembourse.processor.account.Bucket;
import dev.gembourse.processor.account.FeeRate;
import dev.gembourse.processor.account.Holding;
import dev.gembourse.processor.account.OrderRules;
import dev.gembourse.processor.account.OrderState;
import dev.gembourse.processor.account.Orders;
import dev.gembourse.processor.account.Originals;
import dev.gembourse.processor.account.SystemOwner;
import dev.gembourse.processor.fixture.Markets;
import dev.gembourse.processor.fixture.Players;
import dev.gembourse.processor.market.MarketView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rules of accounts and a book, without servers: whatever players ask and in whatever order fills and ends come back to their accounts, what is
 * held is what open orders are held with, nobody is ever below 0, and both sides of every fill come to nothing.
 */
class OrderLifecycleTest {

    private static final Unit USD = new Unit("USD");
    private static final Symbol TIN = new Symbol("TIN");
    private static final Instant AT = Players.AT;
    private static final int PLAYERS = 4;

    private final Map<AccountId, AccountState> accounts = new HashMap<>();
    private final Map<OrderId, OrderState> orders = new LinkedHashMap<>();
    private final Map<OrderId, Order> terms = new HashMap<>();
    private final Map<Unit, BigDecimal> exchange = new HashMap<>();
    private final List<TradingCommand> underWay = new ArrayList<>();
    private final Books books = new Books();
    private int number;
    private int fills;
    private int triggers;
    private int replaced;
    private int exits;

    private final Orders known = new Orders() {
        @Override
        public @Nullable OrderState find(OrderId order) {
            return orders.get(order);
        }

        @Override
        public @Nullable Order terms(OrderId order) {
            return terms.get(order);
        }

        @Override
        public List<OrderState> open(AccountId account, @Nullable Symbol symbol) {
            return orders.values().stream()
                    .filter(order -> order.account().equals(account) && order.reason() == null)
                    .toList();
        }
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void whatIsHeldIsWhatOpenOrdersAreHeldWith(long seed) {
        Random random = new Random(seed);
        Asset asset = asset(new BookTerms(random.nextInt(300), random.nextInt(300), false), "3");
        MarketView market = Markets.of(asset);
        AccountRules rules = new AccountRules(market, market.units(), new FeeRate(0));
        for (int i = 0; i < PLAYERS; i++) {
            AccountId id = Players.account("player " + i);
            Holding tin = new Holding(new BigDecimal("500"), new BigDecimal("1500"), BigDecimal.ZERO);
            accounts.put(id, new AccountState(id, Map.of(USD, Holding.ofCash(new BigDecimal("300")), TIN.unit(), tin)));
        }
        for (int step = 0; step < 1_000; step++) {
            switch (random.nextInt(10)) {
                case 0 -> tick(asset, random);
                case 1, 2, 3 -> deliver(rules, asset, random);
                case 4 -> settle(rules, new CancelOrders(operation(), player(random), any(random), null, AT), asset);
                case 5, 6 -> replace(rules, asset, random);
                default -> settle(rules, Players.order("order " + number++, player(random), terms(random)), asset);
            }
            holdsAddUp();
        }
        for (int i = 0; i < PLAYERS; i++) {
            settle(rules, new CancelOrders(operation(), Players.account("player " + i), null, null, AT), asset);
        }
        finish(rules, asset, random);
        for (int i = 0; i < PLAYERS; i++) { // what followed on those that have just ended
            settle(rules, new CancelOrders(operation(), Players.account("player " + i), null, null, AT), asset);
        }
        finish(rules, asset, random);
        assertThat(fills).as("seed %s", seed).isGreaterThan(50);
        assertThat(triggers).as("seed %s", seed).isGreaterThan(5);
        assertThat(replaced).as("seed %s", seed).isGreaterThan(5);
        assertThat(exits).as("seed %s", seed).isGreaterThan(1);
        assertThat(orders.values()).allSatisfy(order -> {
            assertThat(order.open()).isEqualByComparingTo("0");
            assertThat(order.held()).isEqualByComparingTo("0");
            assertThat(order.reason()).isNotNull();
        });
        assertThat(exchange.values()).allSatisfy(sum -> assertThat(sum).isEqualByComparingTo("0"));
        assertThat(accounts.values())
                .allSatisfy(account -> assertThat(account.held().values())
                        .allSatisfy(held -> assertThat(held.quantity()).isEqualByComparingTo("0")));
    }

    private void finish(AccountRules rules, Asset asset, Random random) {
        while (!underWay.isEmpty()) {
            deliver(rules, asset, random);
            holdsAddUp();
        }
    }

    private void replace(AccountRules rules, Asset asset, Random random) {
        List<OrderState> open = orders.values().stream()
                .filter(order -> order.status().isOpen())
                .toList();
        if (open.isEmpty()) {
            return;
        }
        OrderState order = open.get(random.nextInt(open.size()));
        OrderPrices prices = terms.get(order.id()).terms().prices();
        OrderPrices other = random.nextInt(3) == 0
                ? OrderPrices.NONE
                : new OrderPrices(
                        prices.limitPrice() == null ? null : price(random),
                        prices.lowerPrice(),
                        prices.upperPrice(),
                        prices.stopPrice() == null || random.nextBoolean() ? null : price(random),
                        null,
                        null);
        Quantity quantity = new Quantity(BigDecimal.valueOf(1 + random.nextInt(1_500), 2));
        settle(
                rules,
                new ReplaceOrder(operation(), order.account(), order.id(), order.version(), quantity, other, AT),
                asset);
    }

    private void settle(AccountRules rules, TradingCommand command, Asset asset) {
        AccountState before = accounts.get(command.accountId());
        TradingEvent event = rules.decide(before, command, name -> true, Originals.NONE, known, AT);
        accounts.put(command.accountId(), AccountState.after(before, event));
        for (Booking booking : Booking.of(event)) {
            if (booking.counterparty() == SystemOwner.EXCHANGE) {
                exchange.merge(
                        booking.unit(),
                        booking.toPlayer() ? booking.amount() : booking.amount().negate(),
                        BigDecimal::add);
            }
        }
        switch (event) {
            case OrderPlaced placed -> {
                orders.put(placed.order().id(), OrderState.of(placed));
                terms.put(placed.order().id(), placed.order());
                decide(OrderRules.next(placed), asset);
            }
            case CancellationRequested requested -> {
                requested.orders().forEach(one -> orders.computeIfPresent(one.order(), (id, its) -> its.cancelling()));
                OrderRules.next(requested).forEach(next -> decide(next, asset));
            }
            case ReplacementRequested requested -> {
                change(requested.order().id(), event);
                decide(OrderRules.next(requested), asset);
            }
            case OrderReplaced answer -> {
                change(answer.order().id(), event);
                if (answer.accepted()) {
                    replaced++;
                    terms.put(answer.order().id(), answer.order());
                }
                exit(answer, answer.order().id());
            }
            case OrderTriggered triggered -> {
                triggers++;
                change(triggered.order(), event);
            }
            case OrderFilled fill -> {
                fills++;
                change(fill.order(), event);
                exit(fill, fill.order());
            }
            case OrderEnded ended -> {
                change(ended.order(), event);
                exit(ended, ended.order());
            }
            default -> {}
        }
    }

    private void change(OrderId order, TradingEvent event) {
        orders.computeIfPresent(order, (id, its) -> its.after(event));
    }

    private void exit(OrderProgressed progressed, OrderId order) {
        List<PlaceOrder> next = OrderRules.next(progressed, order);
        exits += next.size();
        underWay.addAll(next);
    }

    private void decide(BookCommand command, Asset asset) {
        happened(books.decide(command, asset, 0, AT));
    }

    private void tick(Asset asset, Random random) {
        Price price = price(random);
        BigDecimal available = BigDecimal.valueOf(random.nextInt(3_000), 2);
        Asset at = asset(asset.book(), price.toString());
        happened(books.after(
                new PriceTicked(
                        operation(), at, new TickSource("x"), (long) number, price, available, AT, true, AT, AT),
                0));
    }

    private void happened(List<MarketEvent> events) {
        events.forEach(event -> underWay.addAll(BookRules.next((BookUpdated) event)));
    }

    /** Any of those that are under way, not the first. */
    private void deliver(AccountRules rules, Asset asset, Random random) {
        if (!underWay.isEmpty()) {
            settle(rules, underWay.remove(random.nextInt(underWay.size())), asset);
        }
    }

    private void holdsAddUp() {
        accounts.forEach((id, account) -> {
            for (Unit unit : List.of(USD, TIN.unit())) {
                BigDecimal due = orders.values().stream()
                        .filter(order ->
                                order.account().equals(id) && order.heldUnit().equals(unit))
                        .map(OrderState::held)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(account.holding(unit, Bucket.HELD).quantity()).isEqualByComparingTo(due);
            }
        });
    }

    private @Nullable OrderId any(Random random) {
        List<OrderId> all = List.copyOf(orders.keySet());
        return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
    }

    private OrderTerms terms(Random random) {
        OrderType type = OrderType.values()[random.nextInt(OrderType.values().length)];
        boolean atOnce = type == OrderType.MARKET || (!type.isTriggered() && random.nextInt(5) == 0);
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        boolean byNotional = !type.isTriggered() && side == Side.BUY && random.nextInt(4) == 0;
        return new OrderTerms(
                TIN,
                side,
                type,
                atOnce ? (random.nextBoolean() ? TimeInForce.IOC : TimeInForce.FOK) : TimeInForce.GTC,
                null,
                byNotional ? null : new Quantity(BigDecimal.valueOf(1 + random.nextInt(1_500), 2)),
                byNotional ? BigDecimal.valueOf(100 + random.nextInt(5_000), 2) : null,
                prices(type, side, random),
                false,
                SelfTrade.values()[random.nextInt(3)],
                random.nextInt(4) == 0 ? exit(side, random) : null,
                null);
    }

    private static OrderPrices prices(OrderType type, Side side, Random random) {
        Price lower = price(random);
        Price upper = above(lower, random);
        return switch (type) {
            case MARKET -> OrderPrices.NONE;
            case LIMIT -> OrderPrices.limit(lower);
            case BAND -> OrderPrices.band(lower, upper);
            case STOP -> OrderPrices.stop(lower);
            case STOP_LIMIT -> OrderPrices.stopAndLimit(lower, price(random));
            case TRAILING_STOP ->
                random.nextBoolean() ? OrderPrices.trail(Price.of("0.07")) : OrderPrices.trail(random.nextInt(1, 300));
            case OCO ->
                side == Side.SELL ? OrderPrices.stopAndLimit(lower, upper) : OrderPrices.stopAndLimit(upper, lower);
        };
    }

    private static Exit exit(Side entry, Random random) {
        Price lower = price(random);
        Price upper = above(lower, random);
        return entry == Side.BUY ? new Exit(upper, lower) : new Exit(lower, upper);
    }

    private static Price above(Price price, Random random) {
        return new Price(price.value().add(BigDecimal.valueOf(1 + random.nextInt(100), 2)));
    }

    private static Price price(Random random) {
        return new Price(BigDecimal.valueOf(270_000 + random.nextInt(60) * 1_001L, 5));
    }

    private static AccountId player(Random random) {
        return Players.account("player " + random.nextInt(PLAYERS));
    }

    private OperationId operation() {
        return OperationId.of("lifecycle", "" + number++);
    }

    private static Asset asset(@Nullable BookTerms terms, String price) {
        return new Asset(TIN, "Tin", USD, Price.of(price), 2, AssetStatus.ACTIVE, AT, 2, null, null, terms);
    }
}
