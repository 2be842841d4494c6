package dev.gembourse.system;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.AccountView;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.PositionView;
import dev.gembourse.events.view.StandingView;
import dev.gembourse.tools.client.Submission;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/** An account that a test plays with. */
record Player(TheSystem system, AccountId id) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    OperationView deposit(String amount) {
        return outcome(submitDeposit(amount, system.name("deposit")));
    }

    Submission submitDeposit(String amount, String key) {
        return system.gateway().submit("POST", path() + "/deposits", key, Map.of("currency", "USD", "amount", amount));
    }

    Submission submitGift(Player to, String amount, String key) {
        return system.gateway()
                .submit("POST", path() + "/gifts", key, Map.of("to", to.id(), "unit", "USD", "amount", amount));
    }

    OperationView buy(Symbol symbol, String quantity) {
        return trade("BUY", symbol, quantity, system.name("trade"));
    }

    OperationView sell(Symbol symbol, String quantity) {
        return trade("SELL", symbol, quantity, system.name("trade"));
    }

    OperationView trade(String side, Symbol symbol, String quantity, String key) {
        return outcome(submitTrade(side, symbol, quantity, key));
    }

    /** @param what quantity or percentage; nothing to close all of it */
    OperationView close(Symbol symbol, Map<String, String> what) {
        return system.gateway().perform("POST", path() + "/positions/" + symbol + "/close", system.name("close"), what);
    }

    Submission submitTrade(String side, Symbol symbol, String quantity, String key) {
        return system.gateway()
                .submit("POST", path() + "/trades", key, Map.of("symbol", symbol, "side", side, "quantity", quantity));
    }

    OperationView outcome(Submission submission) {
        return system.gateway().outcome(submission, PATIENCE);
    }

    /** The account as it is after an outcome. */
    AccountView after(OperationView outcome) {
        return system.gateway().get(path() + "?at-least=" + outcome.position(), AccountView.class);
    }

    /** The place on the board after an outcome. */
    StandingView standingAfter(OperationView outcome) {
        StreamPosition position = outcome.position();
        return system.gateway()
                .get("/v1/leaderboard/accounts/" + id + "?around=0&at-least=" + position, StandingView.class);
    }

    PositionView position(Symbol symbol, OperationView after) {
        return system.gateway()
                .get(path() + "/positions/" + symbol + "?at-least=" + after.position(), PositionView.class);
    }

    /** The available cash in USD after an outcome. */
    BigDecimal cashAfter(OperationView outcome) {
        return cash(after(outcome));
    }

    /** The available cash in USD as of now. */
    BigDecimal cash() {
        return cash(system.gateway().get(path(), AccountView.class));
    }

    private static BigDecimal cash(AccountView account) {
        return account.cash().stream()
                .filter(cash -> cash.currency().code().equals("USD"))
                .findFirst()
                .orElseThrow()
                .available();
    }

    String path() {
        return "/v1/accounts/" + id;
    }
}
