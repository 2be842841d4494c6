package dev.gembourse.chaos;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.tools.client.Gateway;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The accounts and assets of a run, and what players ask for. */
record Players(List<AccountId> accounts, List<String> symbols, Orders orders) {

    private static final int ACCOUNTS = 24;
    private static final int ASSETS = 3;

    /** Opens the accounts and creates the assets. */
    static Players prepare(Gateway gateway) {
        List<String> symbols =
                IntStream.range(0, ASSETS).mapToObj(i -> "CHAOS" + i).toList();
        Stream.concat(symbols.stream().map(Request::asset), Stream.of(Orders.asset()))
                .forEach(asset -> settled(gateway.perform("POST", asset.path(), asset.key(), asset.body())));
        List<AccountId> accounts = IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> settled(gateway.perform(
                        "POST",
                        "/v1/accounts",
                        "chaos-open-" + i,
                        Map.of(
                                "username",
                                "chaos-" + i,
                                "initialDeposit",
                                Map.of("currency", "USD", "amount", "1000.00")))))
                .map(opened -> AccountId.of(String.valueOf(opened.accountId())))
                .toList();
        return new Players(accounts, symbols, new Orders());
    }

    AccountId anyone(RandomGenerator random) {
        return accounts.get(random.nextInt(accounts.size()));
    }

    /** Some of these are refused: for want of money, or of what is to be sold. */
    Request anything(RandomGenerator random, String key) {
        AccountId account = anyone(random);
        int amount = 1 + random.nextInt(50);
        return switch (random.nextInt(18)) {
            case 0, 1, 2 -> Request.deposit(account, key, amount + ".00");
            case 3 -> Request.withdrawal(account, key, amount + ".00");
            case 4 -> Request.inWallet("top-ups", account, key, amount);
            case 5 -> Request.inWallet("purchases", account, key, amount);
            case 6, 7, 8, 9, 10, 11 -> orders.order(account, key, random);
            default ->
                Request.trade(
                        account,
                        key,
                        symbols.get(random.nextInt(symbols.size())),
                        random.nextInt(10) < 6 ? "BUY" : "SELL",
                        1 + random.nextInt(5));
        };
    }

    private static OperationView settled(OperationView operation) {
        if (operation.status() != OperationView.Status.SETTLED) {
            throw new IllegalStateException("expected it to be settled but got " + operation);
        }
        return operation;
    }
}
