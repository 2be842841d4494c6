package dev.gembourse.bench.invariant;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.value.Username;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The whole state of settlement as plain maps: accounts with what they have, names, and the system's side. Mutable. */
final class Books {

    /**
     * A player's account.
     *
     * @param positions what is available
     * @param held what is held for what is owed
     * @param owed the quantities and costs below 0
     */
    record Book(
            Username username,
            int partition,
            Map<Unit, Position> positions,
            Map<Unit, Position> held,
            Map<Unit, Position> owed) {

        Book(Username username, int partition) {
            this(username, partition, new HashMap<>(), new HashMap<>(), new HashMap<>());
        }

        Position of(Unit unit) {
            return positions.computeIfAbsent(unit, ignored -> new Position());
        }

        Position held(Unit unit) {
            return held.computeIfAbsent(unit, ignored -> new Position());
        }

        Position owed(Unit unit) {
            return owed.computeIfAbsent(unit, ignored -> new Position());
        }

        boolean owes(Unit unit) {
            return owed(unit).quantity.signum() < 0;
        }

        /** What there is of it under the name of a bucket of the ledger. */
        Map<Unit, Position> bucket(String bucket) {
            return switch (bucket) {
                case "HELD" -> held;
                case "SHORT" -> owed;
                default -> positions;
            };
        }
    }

    /** An account of the system: once per partition. */
    record SystemAccount(String owner, int partition, Unit unit) {}

    final Map<AccountId, Book> accounts = new HashMap<>();
    final Map<String, AccountId> names = new HashMap<>();
    final Set<AccountId> mayShort = new HashSet<>();
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
