package dev.gembourse.bench.invariant;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.value.Username;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The whole state of settlement as plain maps: accounts with what they have, names, and the system's side. Mutable. */
final class Books {

    /** A player's account. */
    record Book(Username username, int partition, Map<Unit, Position> positions) {
        Position of(Unit unit) {
            return positions.computeIfAbsent(unit, ignored -> new Position());
        }
    }

    /** An account of the system: once per partition. */
    record SystemAccount(String owner, int partition, Unit unit) {}

    final Map<AccountId, Book> accounts = new HashMap<>();
    final Map<String, AccountId> names = new HashMap<>();
    final Map<SystemAccount, BigDecimal> system = new HashMap<>();

    @Nullable
    Book find(AccountId account) {
        return accounts.get(account);
    }

    /** Moves an amount from the system's account to the player's, or back when it is negative. */
    void move(String owner, int partition, Unit unit, BigDecimal amount, Position player) {
        player.quantity = player.quantity.add(amount);
        give(owner, partition, unit, amount);
    }

    /** Takes an amount from the system's account. */
    void give(String owner, int partition, Unit unit, BigDecimal amount) {
        system.merge(new SystemAccount(owner, partition, unit), amount.negate(), BigDecimal::add);
    }
}
