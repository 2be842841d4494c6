package dev.gembourse.tools.demo;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.Parallel;
import dev.gembourse.tools.client.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Sets up assets and players. All keys come from the seed, so that a second demo finds the players of the first. */
final class Floor {

    private static final int WIDTH = 8;
    private static final Money PURSE = Money.of("USD", "2500.00");

    private final Gateway gateway;
    private final long seed;

    Floor(Gateway gateway, long seed) {
        this.gateway = gateway;
        this.seed = seed;
    }

    /** The players' accounts, by number. */
    List<AccountId> open(Script script, int players) throws InterruptedException {
        Script.WARES.forEach(this::offer);
        return Parallel.map(IntStream.range(0, players).boxed().toList(), WIDTH, player -> {
            String key = "demo/" + seed + "/player/" + player;
            OperationView opened = settled(gateway.perform(
                    "POST", "/v1/accounts", key, Map.of("username", script.username(player), "initialDeposit", PURSE)));
            return AccountId.of(String.valueOf(opened.accountId()));
        });
    }

    /** An asset that is there already is taken as it is, whoever created it. */
    private void offer(Script.Ware ware) {
        Reply there = gateway.get("/v1/assets/" + ware.symbol());
        if (there.status() == 404) {
            OperationView created = gateway.perform(
                    "POST",
                    "/v1/assets",
                    "demo/asset/" + ware.symbol(),
                    Map.of("symbol", ware.symbol(), "name", ware.name(), "currency", "USD", "price", ware.price()));
            if (!"SYMBOL_TAKEN".equals(created.reason())) {
                settled(created);
            }
        }
    }

    private static OperationView settled(OperationView operation) {
        if (operation.status() != OperationView.Status.SETTLED) {
            throw new IllegalStateException("expected " + operation.kind() + " to be settled but it was "
                    + operation.status() + " with " + operation.reason() + ": " + operation.detail());
        }
        return operation;
    }
}
