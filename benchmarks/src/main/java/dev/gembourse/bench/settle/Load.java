package dev.gembourse.bench.settle;

import dev.gembourse.events.market.MarketCommand.CreateAsset;
import dev.gembourse.events.trading.TradingCommand.OpenAccount;
import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Username;
import dev.gembourse.events.value.Uuids;
import dev.gembourse.tools.client.CommandProducer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * The commands of a measurement, all from one seed: assets, rich accounts, and trades of which every one can settle, for
 * nobody sells what it does not hold. Accounts and assets are drawn evenly. Not thread-safe.
 */
public final class Load {

    private static final Money PURSE = Money.of("USD", "1000000000000.00");
    private static final int MOST = 10;
    private static final int SELLS_PERCENT = 40;

    private final CommandProducer producer;
    private final RandomGenerator random;
    private final AccountId[] accounts;
    private final Symbol[] symbols;
    private final int[][] held;
    private long number;

    public Load(CommandProducer producer, long seed, int accounts, int assets) {
        this.producer = producer;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.accounts = IntStream.range(0, accounts)
                .mapToObj(i -> new AccountId(Uuids.nameBased("bench/account/" + i)))
                .toArray(AccountId[]::new);
        this.symbols =
                IntStream.range(0, assets).mapToObj(i -> new Symbol("B" + i)).toArray(Symbol[]::new);
        this.held = new int[accounts][assets];
    }

    public void createAssets() {
        for (Symbol symbol : symbols) {
            Price price = new Price(BigDecimal.valueOf(100 + random.nextInt(10_000), 2));
            producer.post(new CreateAsset(
                    OperationId.of("asset:" + symbol, "bench"),
                    symbol,
                    "Asset " + symbol,
                    Currencies.USD,
                    price,
                    0,
                    Instant.now()));
        }
        producer.flush();
    }

    public void openAccounts() {
        for (int i = 0; i < accounts.length; i++) {
            producer.post(new OpenAccount(
                    OperationId.of("bench", "account/" + i),
                    accounts[i],
                    new Username("bench-" + i),
                    PURSE,
                    Instant.now()));
        }
        producer.flush();
    }

    public void placeTrade() {
        int account = random.nextInt(accounts.length);
        int asset = random.nextInt(symbols.length);
        int holds = held[account][asset];
        boolean sells = holds > 0 && random.nextInt(100) < SELLS_PERCENT;
        int quantity = 1 + random.nextInt(sells ? holds : MOST);
        held[account][asset] += sells ? -quantity : quantity;
        producer.post(new PlaceTrade(
                OperationId.of(accounts[account].toString(), "trade/" + number++),
                accounts[account],
                symbols[asset],
                sells ? Side.SELL : Side.BUY,
                new Quantity(BigDecimal.valueOf(quantity)),
                null,
                null,
                Instant.now()));
    }

    public void flush() {
        producer.flush();
    }
}
