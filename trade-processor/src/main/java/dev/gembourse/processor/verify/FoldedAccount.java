package dev.gembourse.processor.verify;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.account.Account;
import dev.gembourse.processor.account.Holding;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** A player's account: its row, and what the events have left in it. */
final class FoldedAccount implements Account {

    final long number;
    final String username;
    final Instant createdAt;
    final Map<Unit, FoldedBalance> balances = new TreeMap<>();
    boolean opened;

    private final AccountId id;

    FoldedAccount(AccountId id, long number, String username, Instant createdAt) {
        this.id = id;
        this.number = number;
        this.username = username;
        this.createdAt = createdAt;
    }

    @Override
    public AccountId id() {
        return id;
    }

    @Override
    public Holding holding(Unit unit) {
        FoldedBalance balance = balances.get(unit);
        return balance == null ? Holding.NONE : balance.holding;
    }
}
