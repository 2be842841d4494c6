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

    Crossing(Population population, int books, CommandProducer producer, long seed) {
        this.population = population;
        this.producer = producer;
        this.books =
                IntStream.range(0, books).mapToObj(i -> new Symbol("K" + i)).toList();
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
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
            producer.post(PriceTick.of(
                    symbol,
                    new TickSource("bench"),
                    1L,
                    PRICE,
                    BigDecimal.valueOf(offered),
                    Instant.now(),
                    Instant.now()));
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
            producer.post(PriceTick.of(
                    symbol, new TickSource("bench"), 2L, PRICE, BigDecimal.ZERO, Instant.now(), Instant.now()));
        }
        producer.flush();
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
        OrderTerms terms = new OrderTerms(
                symbol,
                side,
                OrderType.LIMIT,
                TimeInForce.GTC,
                new Quantity(BigDecimal.valueOf(pieces)),
                null,
                OrderPrices.limit(PRICE),
                false,
                SelfTrade.CANCEL_NEWEST,
                null);
        OperationId operation = OperationId.of(account.toString(), "order/" + number++);
        producer.post(new PlaceOrder(operation, account, terms, null, Instant.now()));
    }
}
