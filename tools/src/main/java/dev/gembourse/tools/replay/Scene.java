package dev.gembourse.tools.replay;

import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.AssetView;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.Parallel;
import dev.gembourse.tools.client.Reply;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sets up what a run needs through the gateway: assets that are not there yet, and the run's own funded accounts. */
final class Scene {

    private static final int WIDTH = 16;
    private static final int SCALE = 8;

    private final Gateway gateway;
    private final Plan plan;

    Scene(Gateway gateway, Plan plan) {
        this.gateway = gateway;
        this.plan = plan;
    }

    Cast prepare() throws InterruptedException {
        plan.assets().forEach(this::list);
        return new Cast(Parallel.map(plan.players(), WIDTH, this::open));
    }

    private void list(Symbol symbol, Plan.Listing listing) {
        Reply there = gateway.get("/v1/assets/" + symbol);
        if (there.status() == 404) {
            Map<String, Object> asset = new LinkedHashMap<>();
            asset.put("symbol", symbol);
            asset.put("name", symbol.value());
            asset.put("currency", listing.currency());
            asset.put("price", listing.firstPrice());
            asset.put("scale", SCALE);
            settled(gateway.perform("POST", "/v1/assets", "replay/" + plan.runId() + "/asset/" + symbol, asset));
            return;
        }
        AssetView asset = there.as(AssetView.class);
        if (!asset.currency().equals(listing.currency()) || asset.status() != AssetStatus.ACTIVE) {
            throw new Unsuitable("expected " + symbol + " to be active and priced in " + listing.currency()
                    + " but it is " + asset.status() + " and priced in " + asset.currency());
        }
    }

    private Cast.Member open(Plan.Player player) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("username", player.username());
        player.cash().stream().findFirst().ifPresent(first -> body.put("initialDeposit", first));
        String key = "replay/" + plan.runId() + "/account/" + player.number();
        OperationView opened = settled(gateway.perform("POST", "/v1/accounts", key, body));
        if (opened.accountId() == null || opened.position() == null) {
            throw new IllegalStateException("expected an account and a position but got " + opened);
        }
        AccountId account = AccountId.of(opened.accountId());
        StreamPosition readyAt = opened.position();
        for (Money more : player.cash().stream().skip(1).toList()) {
            String depositKey = "replay/" + plan.runId() + "/cash/" + more.currency();
            OperationView deposited =
                    settled(gateway.perform("POST", "/v1/accounts/" + account + "/deposits", depositKey, more));
            readyAt = deposited.position() == null ? readyAt : deposited.position();
        }
        return new Cast.Member(account, readyAt);
    }

    private OperationView settled(OperationView operation) {
        if (operation.status() != OperationView.Status.SETTLED) {
            throw new Unsuitable("setting up run " + plan.runId() + ": " + operation.kind() + " was "
                    + operation.status() + " with " + operation.reason() + ": " + operation.detail());
        }
        return operation;
    }

    /** The system is in a state in which this run cannot be played. */
    static final class Unsuitable extends RuntimeException {
        Unsuitable(String message) {
            super(message);
        }
    }
}
