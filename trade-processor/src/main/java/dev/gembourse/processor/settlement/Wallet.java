package dev.gembourse.processor.settlement;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.account.Account;
import dev.gembourse.processor.account.Bucket;
import dev.gembourse.processor.account.Holding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account in the cache: the ledger accounts in which its state is kept. */
final class Wallet implements Account {

    /** The account's number in the ledger. */
    final long number;

    private final AccountId id;

    /** In ascending order of their units, and of their buckets. */
    private final ArrayList<LedgerAccount> ledgerAccounts;

    private boolean mayShort;
    private boolean used;
    private int counted;

    Wallet(AccountId id, long number, boolean mayShort, List<LedgerAccount> ledgerAccounts) {
        this.id = id;
        this.number = number;
        this.mayShort = mayShort;
        this.ledgerAccounts = new ArrayList<>(ledgerAccounts.size() + 2);
        ledgerAccounts.forEach(this::add);
    }

    @Override
    public AccountId id() {
        return id;
    }

    @Override
    public Holding holding(Unit unit, Bucket bucket) {
        LedgerAccount ledgerAccount = ledgerAccount(unit, bucket);
        return ledgerAccount == null ? Holding.NONE : ledgerAccount.holding();
    }

    @Override
    public boolean mayShort() {
        return mayShort;
    }

    void permitShorting(boolean permitted) {
        mayShort = permitted;
    }

    @Nullable
    LedgerAccount ledgerAccount(Unit unit, Bucket bucket) {
        int at = placeOf(unit, bucket);
        return at < 0 ? null : ledgerAccounts.get(at);
    }

    List<LedgerAccount> ledgerAccounts() {
        return ledgerAccounts;
    }

    void add(LedgerAccount ledgerAccount) {
        ledgerAccounts.add(-placeOf(ledgerAccount.unit, ledgerAccount.bucket) - 1, ledgerAccount);
    }

    void use() {
        used = true;
    }

    /** Whether it has been used since this was asked last. */
    boolean wasUsed() {
        boolean was = used;
        used = false;
        return was;
    }

    /** By how much it has grown since this was asked last. */
    int growth() {
        int growth = size() - counted;
        counted = size();
        return growth;
    }

    /** What it takes of the cache: one for itself and one for each of its ledger accounts. */
    int size() {
        return 1 + ledgerAccounts.size();
    }

    /** As {@link java.util.Collections#binarySearch}. */
    private int placeOf(Unit unit, Bucket bucket) {
        int low = 0;
        int high = ledgerAccounts.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            LedgerAccount there = ledgerAccounts.get(middle);
            int order = there.unit.compareTo(unit);
            if (order == 0) {
                order = there.bucket.compareTo(bucket);
            }
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
