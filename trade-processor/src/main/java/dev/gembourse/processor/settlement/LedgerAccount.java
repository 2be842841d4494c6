package dev.gembourse.processor.settlement;

import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.account.Holding;
import dev.gembourse.processor.account.SystemOwner;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code ledger_account} as it will be after the batch. Its owner is either a player or the system. */
final class LedgerAccount {

    final long id;
    final @Nullable UUID player;
    final @Nullable SystemOwner system;
    final Unit unit;
    private Holding holding;
    private boolean stored;
    private boolean changed;

    private LedgerAccount(
            long id, @Nullable UUID player, @Nullable SystemOwner system, Unit unit, Holding holding, boolean stored) {
        this.id = id;
        this.player = player;
        this.system = system;
        this.unit = unit;
        this.holding = holding;
        this.stored = stored;
    }

    static LedgerAccount ofPlayer(long id, UUID player, Unit unit) {
        return new LedgerAccount(id, player, null, unit, Holding.ofCash(BigDecimal.ZERO), false);
    }

    static LedgerAccount ofSystem(long id, SystemOwner owner, Unit unit) {
        return new LedgerAccount(id, null, owner, unit, Holding.ofCash(BigDecimal.ZERO), false);
    }

    static LedgerAccount stored(
            long id, @Nullable UUID player, @Nullable SystemOwner system, Unit unit, Holding holding) {
        return new LedgerAccount(id, player, system, unit, holding, true);
    }

    BigDecimal balance() {
        return holding.quantity();
    }

    Holding holding() {
        return holding;
    }

    boolean isStored() {
        return stored;
    }

    /** Sets what it holds; returns whether that is the first change in this batch. */
    boolean set(Holding after) {
        holding = after;
        boolean first = !changed;
        changed = true;
        return first;
    }

    /** Its row is as this object is. */
    void written() {
        stored = true;
        changed = false;
    }
}
