package dev.gembourse.bench.load;

import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.tools.client.CommandProducer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Random trades, all from one seed, of which every one can settle, for nobody sells what it does not hold. Not thread-safe. */
public final class Trades {

    private static final int MOST = 10;
    private static final int SELLS_PERCENT = 40;

    private final Population population;
    private final CommandProducer producer;
    private final RandomGenerator random;
    private final int[][] held;
    private long number;

    public Trades(Population population, CommandProducer producer, long seed) {
        this.population = population;
        this.producer = producer;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.held = new int[population.accounts().size()][population.symbols().size()];
    }

    /** Hands so many trades to Kafka; {@code placed} is told after each how many there are. */
    public void place(int count, Draw draw, IntConsumer placed) {
        Runnable next = each(draw);
        for (int i = 1; i <= count; i++) {
            next.run();
            placed.accept(i);
        }
        producer.flush();
    }

    /** Hands one trade to Kafka each time it is run, and does not wait for it. */
    public Runnable each(Draw draw) {
        Draw.Index accounts = draw.account(population.accounts().size(), random);
        Draw.Index assets = draw.asset(population.symbols().size(), random);
        return () -> place(accounts.next(), assets.next());
    }

    private void place(int account, int asset) {
        int holds = held[account][asset];
        boolean sells = holds > 0 && random.nextInt(100) < SELLS_PERCENT;
        int quantity = 1 + random.nextInt(sells ? holds : MOST);
        held[account][asset] += sells ? -quantity : quantity;
        AccountId id = population.accounts().get(account);
        producer.post(new PlaceTrade(
                OperationId.of(id.toString(), "trade/" + number++),
                id,
                population.symbols().get(asset),
                sells ? Side.SELL : Side.BUY,
                new Quantity(BigDecimal.valueOf(quantity)),
                null,
                null,
                Instant.now()));
    }
}
