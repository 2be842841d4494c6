package dev.gembourse.bench.orders;

import dev.gembourse.bench.load.Population;
import dev.gembourse.events.market.BookTerms;
import dev.gembourse.events.market.MarketCommand.CreateAsset;
import dev.gembourse.events.market.MarketCommand.PriceTick;
import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.order.OrderPrices;
import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.order.OrderType;
import dev.gembourse.events.order.SelfTrade;
import dev.gembourse.events.order.TimeInForce;
import dev.gembourse.events.trading.TradingCommand.PlaceOrder;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.tools.client.CommandProducer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * Orders of one piece each at one price per asset, as many to sell as to buy, so that each is filled by one other. Accounts with an even number sell what the
 * others buy, so that nobody meets an order of the same account. Not thread-safe.
 */
final class Crossing {

    private static final Price PRICE = Price.of("10");
    private static final long PIECES = 1_000_000;

    private final Population population;
    private final CommandProducer producer;
    private final List<Symbol> books;
    private final RandomGenerator random;
    private long number;
    private long ticks;

    Crossing(Population population, int books, CommandProducer producer, long seed) {
        this.population = population;
        this.producer = producer;
        this.books =
                IntStream.range(0, books).mapToObj(i -> new Symbol("K" + i)).toList();
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    List<Symbol> books() {
        return books;
    }

    /** Asks for all assets with a book, and has the house offer as much of each as {@link #stock} needs. */
    void createBooks() {
        long offered = PIECES * population.accounts().size();
        for (Symbol symbol : books) {
            producer.post(new CreateAsset(
                    OperationId.of("asset:" + symbol, "bench"),
                    symbol,
                    "Asset " + symbol,
                    Currencies.USD,
                    PRICE,
                    0,
                    null,
                    new BookTerms(5, 10, false),
                    null,
                    Instant.now()));
            tick(symbol, BigDecimal.valueOf(offered));
        }
        producer.flush();
    }

    /** Asks for what the sellers are going to sell. */
    void stock() {
        for (int account = 0; account < population.accounts().size(); account += 2) {
            for (Symbol symbol : books) {
                place(population.accounts().get(account), symbol, Side.BUY, PIECES);
            }
        }
        producer.flush();
    }

    /** Has the house offer nothing more, so that players meet each other alone. */
    void endOffers() {
        for (Symbol symbol : books) {
            tick(symbol, BigDecimal.ZERO);
        }
        producer.flush();
    }

    /** Has the house offer as much as anybody may ask for, at the price of all. */
    void offer() {
        for (Symbol symbol : books) {
            tick(symbol, BigDecimal.valueOf(PIECES * population.accounts().size()));
        }
        producer.flush();
    }

    /** Orders of one piece each to buy one asset, at ten prices above that of the tick that is to fill them. */
    void rest(int orders) {
        for (int i = 0; i < orders; i++) {
            AccountId account =
                    population.accounts().get(i % population.accounts().size());
            place(
                    account,
                    books.getFirst(),
                    Side.BUY,
                    1,
                    new Price(PRICE.value().add(BigDecimal.valueOf(i % 10L, 2))));
        }
        producer.flush();
    }

    /** One tick that fills so many. */
    void cross(int orders) {
        tick(books.getFirst(), BigDecimal.valueOf(orders));
        producer.flush();
    }

    private void tick(Symbol symbol, BigDecimal available) {
        Instant now = Instant.now();
        producer.post(PriceTick.of(symbol, new TickSource("bench"), ++ticks, PRICE, available, now, now));
    }

    /** Hands so many orders to Kafka, an even number; {@code placed} is told after each how many there are. */
    void place(int orders, IntConsumer placed) {
        int pairs = population.accounts().size() / 2;
        for (int i = 0; i < orders; i += 2) {
            Symbol symbol = books.get(random.nextInt(books.size()));
            place(population.accounts().get(2 * random.nextInt(pairs)), symbol, Side.SELL, 1);
            place(population.accounts().get(2 * random.nextInt(pairs) + 1), symbol, Side.BUY, 1);
            placed.accept(i + 2);
        }
        producer.flush();
    }

    private void place(AccountId account, Symbol symbol, Side side, long pieces) {
        place(account, symbol, side, pieces, PRICE);
    }

    private void place(AccountId account, Symbol symbol, Side side, long pieces, Price limit) {
        OrderTerms terms = new OrderTerms(
                symbol,
                side,
                OrderType.LIMIT,
                TimeInForce.GTC,
                new Quantity(BigDecimal.valueOf(pieces)),
                null,
                OrderPrices.limit(limit),
                false,
                SelfTrade.CANCEL_NEWEST,
                null);
        OperationId operation = OperationId.of(account.toString(), "order/" + number++);
        producer.post(new PlaceOrder(operation, account, terms, null, Instant.now()));
    }
}
