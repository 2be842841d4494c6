package dev.gembourse.processor.settlement;

import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.account.Account;
import java.util.HashMap;
import java.util.Map;

/** An account in the cache: its state, and the ledger accounts in which that is kept. */
final class Wallet {

    /** The account's number in the ledger. */
    final long number;

    final Map<Unit, LedgerAccount> ledgerAccounts;
    private Account account;

    Wallet(long number, Account account) {
        this(number, account, new HashMap<>());
    }

    Wallet(long number, Account account, Map<Unit, LedgerAccount> ledgerAccounts) {
        this.number = number;
        this.account = account;
        this.ledgerAccounts = ledgerAccounts;
    }

    Account account() {
        return account;
    }

    void become(Account after) {
        account = after;
    }
}
