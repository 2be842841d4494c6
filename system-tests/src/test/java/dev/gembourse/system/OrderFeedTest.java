package dev.gembourse.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.bench.invariant.Drained;
import dev.gembourse.events.market.BookTerms;
import dev.gembourse.events.market.MarketCommand.CreateAsset;
import dev.gembourse.events.market.MarketCommand.PriceTick;
import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.order.Liquidity;
import dev.gembourse.events.order.OrderPrices;
import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.order.OrderType;
import dev.gembourse.events.order.SelfTrade;
import dev.gembourse.events.order.TimeInForce;
import dev.gembourse.events.trading.TradingCommand.OpenAccount;
import dev.gembourse.events.trading.TradingCommand.PlaceOrder;
import dev.gembourse.events.trading.TradingEvent.OrderFilled;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.value.Username;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.tools.client.CommandProducer;
import dev.gembourse.tools.feed.FeedCommand;
import dev.gembourse.tools.replay.Row;
import dev.gembourse.tools.replay.TradeFile;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file of trades as ticks through a book in which 500 accounts have orders at random. No two orders name the same price, so that it makes no difference
 * which comes first: the same orders and ticks give the same fills from scratch.
 */
class OrderFeedTest {

    private static final int ACCOUNTS = 500;
    private static final int ORDERS = 2_000;
    private static final int SHARES = 5_000;
    private static final Unit ETH = new Unit("ETH");
    private static final Duration DRAINING = Duration.ofMinutes(2);

    private static final String FILLS =
            "select key, type, value from trading.journal where type = 'dev.gembourse.trading.OrderFilled.v1'";

    @TempDir
    private Path folder;

    /** One side of an execution, by the order's name instead of its id. */
    private record Filled(
            long execution,
            String order,
            Side side,
            Liquidity liquidity,
            boolean house,
            Price price,
            Quantity quantity,
            BigDecimal notional,
            BigDecimal fee) {}

    /** On a system of its own: a thousand players would fill the board of those who share one. */
    @Test
    void theSameOrdersAndTicksGiveTheSameFillsFromScratch(TestReporter reporter) throws Exception {
        Path real = FeedTest.data("xrp-eth-trades.csv", reporter);
        Path file = real == null ? TradeFiles.write(folder, "XRP-ETH", 2_000, 7) : real;
        try (TheSystem system = TheSystem.start(false)) {
            List<Filled> first = run(system, file);
            List<Filled> second = run(system, file);

            reporter.publishEntry("fills", Integer.toString(first.size()));
            assertThat(first).hasSizeGreaterThan(ORDERS / 4);
            assertThat(first).extracting(Filled::house).contains(true, false);
            for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
                assertThat(second.get(i)).as("side %s of the fills", i).isEqualTo(first.get(i));
            }
            assertThat(second).hasSameSizeAs(first);
            assertThat(system.findings())
                    .as("among them I14: nothing beyond a tick's quantity or an order's limit")
                    .isEmpty();
        }
    }

    private static List<Filled> run(TheSystem system, Path file) throws Exception {
        Symbol symbol = new Symbol(system.name("OF") + "-ETH");
        List<Row> trades = TradeFile.read(file);
        Price price = trades.getFirst().price();
        Instant begin = trades.getFirst().time().minusSeconds(10);
        List<AccountId> accounts = new ArrayList<>();
        Map<OrderId, String> names = new HashMap<>();
        try (CommandProducer producer = new CommandProducer(system.stack().kafkaClient(), "/gembourse/test")) {
            producer.post(new CreateAsset(
                    OperationId.of("asset:" + symbol, "create"),
                    symbol,
                    "XRP",
                    ETH,
                    price,
                    0,
                    null,
                    new BookTerms(5, 10, false),
                    null,
                    Instant.now()));
            producer.post(offer(symbol, 1, price, (long) ACCOUNTS * SHARES, begin));
            for (int i = 0; i < ACCOUNTS; i++) {
                AccountId account = new AccountId(UUID.randomUUID());
                accounts.add(account);
                producer.post(new OpenAccount(
                        OperationId.of(account.toString(), "open"),
                        account,
                        new Username(symbol.value().substring(0, symbol.value().indexOf('-')) + "-" + i),
                        Money.of("ETH", "1000"),
                        Instant.now()));
            }
            producer.flush();
            Drained.await(system.target(), DRAINING);
            for (AccountId account : accounts) {
                producer.post(place(
                        account, "stock", terms(symbol, Side.BUY, OrderType.LIMIT, SHARES, OrderPrices.limit(price))));
            }
            producer.flush();
            Drained.await(system.target(), DRAINING);
            producer.post(offer(symbol, 2, price, 0, begin.plusSeconds(1)));
            List<OrderTerms> orders = orders(symbol, trades);
            // A trailing stop may come to where another stop is: then the one that came first is first, so they come
            // last.
            for (boolean trailing : new boolean[] {false, true}) {
                for (int i = 0; i < ORDERS; i++) {
                    if (trailing == (orders.get(i).type() == OrderType.TRAILING_STOP)) {
                        PlaceOrder order = place(accounts.get(i % ACCOUNTS), "order-" + i, orders.get(i));
                        names.put(order.order(), "order-" + i);
                        producer.post(order);
                    }
                }
                producer.flush();
                Drained.await(system.target(), DRAINING);
            }
        }
        Commands.Ended fed = Commands.run(
                new FeedCommand(),
                file.toString(),
                "--speed=max",
                "--symbol=" + symbol,
                "--url=" + system.stack().gatewayUrl(),
                "--key=" + system.stack().admin().key());
        assertThat(fed.exitCode()).as(fed.out() + fed.err()).isZero();
        Drained.await(system.target(), DRAINING);
        return fills(system, names);
    }

    /** Buys below the first price and sales above it, so that none fills another when it comes. */
    private static List<OrderTerms> orders(Symbol symbol, List<Row> trades) {
        Random random = new Random(11);
        long first = units(trades.getFirst().price());
        long lowest = trades.stream().mapToLong(row -> units(row.price())).min().orElseThrow();
        long highest =
                trades.stream().mapToLong(row -> units(row.price())).max().orElseThrow();
        List<Long> below = distinct(Math.min(lowest, first - ORDERS), first, random);
        List<Long> above = distinct(first + 1, Math.max(highest, first + ORDERS), random);
        List<OrderTerms> orders = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            boolean buys = random.nextBoolean();
            Side side = buys ? Side.BUY : Side.SELL;
            Price better = price((buys ? below : above).get(i));
            Price worse = price((buys ? above : below).get(i));
            int quantity = 1 + random.nextInt(SHARES / 10);
            orders.add(
                    switch (random.nextInt(10)) {
                        case 0 -> terms(symbol, side, OrderType.STOP, quantity, OrderPrices.stop(worse));
                        case 1 -> {
                            OrderPrices prices = OrderPrices.stopAndLimit(worse, worse);
                            yield terms(symbol, side, OrderType.STOP_LIMIT, quantity, prices);
                        }
                        case 2 -> {
                            OrderPrices prices = OrderPrices.stopAndLimit(worse, better);
                            yield terms(symbol, side, OrderType.OCO, quantity, prices);
                        }
                        case 3 -> {
                            OrderPrices prices = OrderPrices.trail(price(ORDERS + 1L + i));
                            yield terms(symbol, side, OrderType.TRAILING_STOP, quantity, prices);
                        }
                        case 4, 5 -> {
                            Price edge = price(units(better) + (buys ? -500 : 500));
                            OrderPrices prices = buys ? OrderPrices.band(edge, better) : OrderPrices.band(better, edge);
                            yield terms(symbol, side, OrderType.BAND, quantity, prices);
                        }
                        default -> terms(symbol, side, OrderType.LIMIT, quantity, OrderPrices.limit(better));
                    });
        }
        return orders;
    }

    private static List<Long> distinct(long from, long to, Random random) {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            all.add(from + (to - from) * i / ORDERS);
        }
        Collections.shuffle(all, random);
        return all;
    }

    private static OrderTerms terms(Symbol symbol, Side side, OrderType type, int quantity, OrderPrices prices) {
        return new OrderTerms(
                symbol,
                side,
                type,
                TimeInForce.GTC,
                new Quantity(BigDecimal.valueOf(quantity)),
                null,
                prices,
                false,
                SelfTrade.CANCEL_NEWEST,
                null);
    }

    private static PlaceOrder place(AccountId account, String key, OrderTerms terms) {
        return new PlaceOrder(OperationId.of(account.toString(), key), account, terms, null, Instant.now());
    }

    private static PriceTick offer(Symbol symbol, long sequence, Price price, long available, Instant time) {
        return PriceTick.of(
                symbol, new TickSource("before"), sequence, price, BigDecimal.valueOf(available), time, Instant.now());
    }

    private static long units(Price price) {
        return price.value().movePointRight(8).longValueExact();
    }

    private static Price price(long units) {
        return new Price(BigDecimal.valueOf(units, 8));
    }

    private static List<Filled> fills(TheSystem system, Map<OrderId, String> names) throws Exception {
        List<Filled> fills = new ArrayList<>();
        try (Connection database = system.tradingDatabase();
                PreparedStatement select = database.prepareStatement(FILLS);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                OrderFilled fill = (OrderFilled)
                        Contracts.TRADING_EVENTS.read(row.getString(1), row.getString(2), row.getBytes(3));
                String name = names.get(fill.order());
                if (name != null) {
                    fills.add(new Filled(
                            fill.execution(),
                            name,
                            fill.side(),
                            fill.liquidity(),
                            fill.house(),
                            fill.price(),
                            fill.quantity(),
                            fill.notional(),
                            fill.fee()));
                }
            }
        }
        fills.sort(Comparator.comparingLong(Filled::execution).thenComparing(Filled::side));
        return fills;
    }
}
