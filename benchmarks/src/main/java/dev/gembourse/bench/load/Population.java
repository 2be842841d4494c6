package dev.gembourse.bench.load;

import dev.gembourse.events.market.MarketCommand.CreateAsset;
import dev.gembourse.events.trading.TradingCommand.OpenAccount;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Username;
import dev.gembourse.events.value.Uuids;
import dev.gembourse.tools.client.CommandProducer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Accounts so rich that each can buy for ever, and assets of which whole pieces are traded. The same numbers give the same. */
public record Population(List<AccountId> accounts, List<Symbol> symbols) {

    private static final Money PURSE = Money.of("USD", "1000000000000.00");

    public static Population of(int accounts, int assets) {
        return new Population(
                IntStream.range(0, accounts)
                        .mapToObj(i -> new AccountId(Uuids.nameBased("bench/account/" + i)))
                        .toList(),
                IntStream.range(0, assets).mapToObj(i -> new Symbol("B" + i)).toList());
    }

    /** Asks for all assets, at prices from 1.00 to 100.99. */
    public void createAssets(CommandProducer producer) {
        for (int i = 0; i < symbols.size(); i++) {
            Symbol symbol = symbols.get(i);
            producer.post(new CreateAsset(
                    OperationId.of("asset:" + symbol, "bench"),
                    symbol,
                    "Asset " + symbol,
                    Currencies.USD,
                    new Price(BigDecimal.valueOf(100 + i * 7_919L % 10_000, 2)),
                    0,
                    Instant.now()));
        }
        producer.flush();
    }

    /** Asks for the accounts from one index to before another. */
    public void openAccounts(CommandProducer producer, int from, int to) {
        for (int i = from; i < to; i++) {
            producer.post(new OpenAccount(
                    OperationId.of("bench", "account/" + i),
                    accounts.get(i),
                    new Username("bench-" + i),
                    PURSE,
                    Instant.now()));
        }
        producer.flush();
    }
}
