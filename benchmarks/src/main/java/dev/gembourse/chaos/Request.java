package dev.gembourse.chaos;

import dev.gembourse.events.value.AccountId;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a client posts for an account, and under which key. Sent again it is the same operation. */
record Request(String path, String key, Map<String, Object> body) {

    static Request deposit(AccountId account, String key, String amount) {
        return new Request(pathOf(account) + "/deposits", key, Map.of("currency", "USD", "amount", amount));
    }

    static Request withdrawal(AccountId account, String key, String amount) {
        return new Request(pathOf(account) + "/withdrawals", key, Map.of("currency", "USD", "amount", amount));
    }

    /** @param what top-ups, bonuses or purchases, of Gold Coins */
    static Request inWallet(String what, AccountId account, String key, int amount) {
        return new Request(
                pathOf(account) + "/wallet/" + what,
                key,
                Map.of("unit", "GC", "amount", Integer.toString(amount), "reference", "chaos"));
    }

    static Request trade(AccountId account, String key, String symbol, String side, int quantity) {
        return new Request(
                pathOf(account) + "/trades",
                key,
                Map.of("symbol", symbol, "side", side, "quantity", Integer.toString(quantity)));
    }

    static Request asset(String symbol) {
        return new Request(
                "/v1/assets",
                "asset-" + symbol,
                Map.of("symbol", symbol, "name", "Asset " + symbol, "currency", "USD", "price", "7.50"));
    }

    /** The same, with one more member. */
    Request with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(body);
        more.put(name, value);
        return new Request(path, key, more);
    }

    private static String pathOf(AccountId account) {
        return "/v1/accounts/" + account;
    }
}
