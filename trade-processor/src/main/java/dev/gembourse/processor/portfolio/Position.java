package dev.gembourse.processor.portfolio;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an account holds of an asset, or owes of it: the quantity is below 0 then and so are the bases. Its lots add up to the quantity.
 * Remembers which lots have changed since the last {@link #stored}. In memory are the oldest of the stored lots, as many as were asked
 * for, and what has been opened since. Not thread-safe.
 */
final class Position {

    /** So many lots at most are kept apart; beyond, the two oldest become one. */
    static final int MOST_LOTS = 1_000;

    record Key(AccountId account, Symbol symbol) {}

    private final Key key;
    private final Unit currency;
    private final TreeMap<Long, Lot> lots = new TreeMap<>();
    private final Set<Long> inTable = new HashSet<>();
    private final TreeSet<Long> changed = new TreeSet<>();
    private int onlyStored;
    private boolean isNew;
    private BigDecimal quantity;
    private BigDecimal basis;
    private BigDecimal netBasis;

    /** One that was never stored. */
    Position(Key key, Unit currency) {
        this(key, currency, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0);
        isNew = true;
    }

    /** As it was stored, with none of its lots in memory. */
    Position(Key key, Unit currency, BigDecimal quantity, BigDecimal basis, BigDecimal netBasis, int storedLots) {
        this.key = key;
        this.currency = currency;
        this.quantity = quantity;
        this.basis = basis;
        this.netBasis = netBasis;
        this.onlyStored = storedLots;
    }

    /** Takes the oldest of its stored lots into memory, or all of them. Nothing may have changed since the last {@link #stored}. */
    void load(List<Lot> oldest) {
        onlyStored = countLots() - oldest.size();
        lots.clear();
        inTable.clear();
        for (Lot lot : oldest) {
            lots.put(lot.seq(), lot);
            inTable.add(lot.seq());
        }
    }

    /** Whether what is in memory suffices to open so many lots and to close such a quantity, the oldest first. */
    boolean suffices(int opens, BigDecimal closes) {
        return hasAllLots()
                || (countLots() + opens <= MOST_LOTS
                        && lots.values().stream()
                                        .map(Lot::quantity)
                                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                                        .compareTo(closes)
                                >= 0);
    }

    boolean hasAllLots() {
        return onlyStored == 0;
    }

    int countLots() {
        return lots.size() + onlyStored;
    }

    Key key() {
        return key;
    }

    Unit currency() {
        return currency;
    }

    BigDecimal quantity() {
        return quantity;
    }

    /** What it has cost, or below 0 has brought, without fees. */
    BigDecimal basis() {
        return basis;
    }

    /** What it has cost by the books of settlement, with fees. */
    BigDecimal netBasis() {
        return netBasis;
    }

    /** Those in memory, the oldest first. */
    Collection<Lot> lots() {
        return lots.values();
    }

    /** Whether so much more or less makes it larger, away from 0. */
    boolean isOpenedBy(BigDecimal change) {
        return quantity.signum() == 0 || quantity.signum() == change.signum();
    }

    /** The part of the gross basis that goes with a quantity. */
    BigDecimal basisOf(BigDecimal closed) {
        return quantity.signum() == 0 ? BigDecimal.ZERO : Parts.of(basis, closed, quantity.abs());
    }

    void add(BigDecimal quantityChange, BigDecimal basisChange, BigDecimal netBasisChange) {
        quantity = quantity.add(quantityChange);
        basis = basis.add(basisChange);
        netBasis = netBasis.add(netBasisChange);
    }

    /** Adds a lot, to what is left of it if it is there. */
    void open(Lot lot) {
        put(lots.containsKey(lot.seq()) ? lots.get(lot.seq()).with(lot) : lot);
        while (countLots() > MOST_LOTS) {
            Lot first = take(lots.firstKey());
            put(first.with(take(lots.firstKey())));
        }
    }

    /** Takes a quantity out of the lots, beginning with the oldest or with the newest; each part that is taken, in that order. */
    List<Lot> close(BigDecimal wanted, boolean oldestFirst) {
        List<Lot> taken = new ArrayList<>();
        BigDecimal left = wanted;
        while (left.signum() > 0 && countLots() > 0) {
            Lot lot = oldestFirst ? oldest() : newest();
            Lot part = lot.part(left.min(lot.quantity()));
            takePart(lot, part);
            taken.add(part);
            left = left.subtract(part.quantity());
        }
        return taken;
    }

    /** Takes up to the quantity out of the lot that a trade has opened; null when nothing is left of it. */
    @Nullable
    Lot closeOf(OperationId trade, BigDecimal most) {
        for (Lot lot : lots.values()) {
            if (lot.trade().equals(trade)) {
                Lot part = lot.part(most.min(lot.quantity()));
                takePart(lot, part);
                return part;
            }
        }
        return null;
    }

    /** Whether it is in no table yet. */
    boolean isNew() {
        return isNew;
    }

    /** Lots that are there and not in the table. */
    List<Lot> toInsert() {
        return there(seq -> !inTable.contains(seq));
    }

    /** Lots in the table that have changed. */
    List<Lot> toUpdate() {
        return there(inTable::contains);
    }

    /** Lots in the table that are there no more. */
    List<Long> toDelete() {
        return changed.stream()
                .filter(seq -> !lots.containsKey(seq) && inTable.contains(seq))
                .toList();
    }

    private List<Lot> there(Predicate<Long> asked) {
        return changed.stream()
                .filter(asked)
                .map(lots::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The changes are in the table. */
    void stored() {
        isNew = false;
        for (long seq : changed) {
            if (onlyStored > 0 && lots.containsKey(seq) && !inTable.contains(seq)) {
                lots.remove(seq); // newer than some that are not in memory
                onlyStored++;
            } else if (lots.containsKey(seq)) {
                inTable.add(seq);
            } else {
                inTable.remove(seq);
            }
        }
        changed.clear();
    }

    private Lot oldest() {
        if (lots.isEmpty() || (onlyStored > 0 && !inTable.contains(lots.firstKey()))) {
            throw new NoSuchElementException("the oldest lot of " + key + " is not in memory");
        }
        return lots.firstEntry().getValue();
    }

    private Lot newest() {
        if (onlyStored > 0) {
            throw new NoSuchElementException("not all lots of " + key + " are in memory");
        }
        return lots.lastEntry().getValue();
    }

    private void takePart(Lot lot, Lot part) {
        Lot rest = lot.without(part);
        if (rest.quantity().signum() == 0) {
            take(lot.seq());
        } else {
            put(rest);
        }
    }

    private Lot take(long seq) {
        changed.add(seq);
        Lot lot = lots.remove(seq);
        if (lot == null) {
            throw new IllegalStateException("expected a lot " + seq + " in " + key);
        }
        return lot;
    }

    private void put(Lot lot) {
        changed.add(lot.seq());
        lots.put(lot.seq(), lot);
    }
}
