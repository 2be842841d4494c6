package dev.gembourse.processor.settlement;

import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.account.Account;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account in the cache: its state, and the ledger accounts in which that is kept. */
final class Wallet {

    /** The account's number in the ledger. */
    final long number;

    /** In ascending order of their units. */
    private final ArrayList<LedgerAccount> ledgerAccounts;

    private Account account;
    private int counted;

    Wallet(long number, Account account) {
        this(number, account, List.of());
    }

    Wallet(long number, Account account, List<LedgerAccount> ledgerAccounts) {
        this.number = number;
        this.account = account;
        this.ledgerAccounts = new ArrayList<>(ledgerAccounts.size() + 2);
        ledgerAccounts.forEach(this::add);
    }

    Account account() {
        return account;
    }

    void become(Account after) {
        account = after;
    }

    @Nullable
    LedgerAccount ledgerAccount(Unit unit) {
        int at = placeOf(unit);
        return at < 0 ? null : ledgerAccounts.get(at);
    }

    void add(LedgerAccount ledgerAccount) {
        ledgerAccounts.add(-placeOf(ledgerAccount.unit) - 1, ledgerAccount);
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
    private int placeOf(Unit unit) {
        int low = 0;
        int high = ledgerAccounts.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = ledgerAccounts.get(middle).unit.compareTo(unit);
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
