package dev.gembourse.processor.verify;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.account.Account;
import dev.gembourse.processor.account.Bucket;
import dev.gembourse.processor.account.Holding;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** A player's account: its row, and what the events have left in it. */
final class FoldedAccount implements Account {

    final long number;
    final String username;
    final Instant createdAt;
    private final Map<Bucket, Map<Unit, FoldedBalance>> balances = new EnumMap<>(Bucket.class);
    /** As its row says. */
    final boolean storedMayShort;

    boolean mayShort;
    boolean opened;

    private final AccountId id;

    FoldedAccount(AccountId id, long number, String username, Instant createdAt, boolean storedMayShort) {
        this.id = id;
        this.number = number;
        this.username = username;
        this.createdAt = createdAt;
        this.storedMayShort = storedMayShort;
    }

    /** Its ledger accounts by what they count. */
    Map<Unit, FoldedBalance> balances(Bucket bucket) {
        return balances.computeIfAbsent(bucket, _ -> new TreeMap<>());
    }

    @Override
    public AccountId id() {
        return id;
    }

    @Override
    public Holding holding(Unit unit, Bucket bucket) {
        FoldedBalance balance = balances(bucket).get(unit);
        return balance == null ? Holding.NONE : balance.holding;
    }

    @Override
    public boolean mayShort() {
        return mayShort;
    }
}
