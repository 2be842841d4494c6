package dev.gembourse.processor.settlement;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.account.Holding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of the partitions that one thread settles, as far as they are in memory. A batch's accounts are read in two
 * queries unless they are cached. Between batches, never within one, those that came first are forgotten, but whoever has been
 * used since gets a second chance: use is a mark then, and no list is relinked for it all over the heap.
 */
final class Wallets {

    private static final String ACCOUNTS = """
            select account_id, number
              from account
             where account_id = any (?)
            """;

    private static final String HOLDINGS = """
            select account_id, id, unit, balance, cost_basis, realised_pnl
              from ledger_account
             where account_id = any (?) and bucket = 'AVAILABLE'
            """;

    private final Map<AccountId, Wallet> cached = new HashMap<>(256);
    private final Queue<Wallet> queue = new ArrayDeque<>();
    private final int most;
    private final List<Wallet> touched = new ArrayList<>();
    private int size;

    /** @param most accounts and ledger accounts to keep, by which memory is bounded whatever an account holds */
    Wallets(int most) {
        this.most = most;
    }

    /** Begins a batch that touches these accounts. */
    void load(Connection transaction, Collection<AccountId> ids) throws SQLException {
        forget();
        UUID[] missing = ids.stream()
                .filter(id -> !touch(id))
                .map(AccountId::value)
                .distinct()
                .sorted()
                .toArray(UUID[]::new);
        if (missing.length == 0) {
            return;
        }
        Map<UUID, Long> numbers = numbers(transaction, missing);
        if (!numbers.isEmpty()) {
            Map<UUID, List<LedgerAccount>> rows = ledgerAccounts(transaction, missing);
            numbers.forEach(
                    (id, number) -> add(new Wallet(new AccountId(id), number, rows.getOrDefault(id, List.of()))));
        }
    }

    /** The wallet of an account of the batch, or null when there is no such account. */
    @Nullable
    Wallet find(AccountId id) {
        return cached.get(id);
    }

    void add(Wallet wallet) {
        cached.put(wallet.id(), wallet);
        queue.add(wallet);
        touched.add(wallet);
    }

    private boolean touch(AccountId id) {
        Wallet wallet = cached.get(id);
        if (wallet != null) {
            wallet.use();
            touched.add(wallet);
        }
        return wallet != null;
    }

    private void forget() {
        touched.forEach(wallet -> size += wallet.growth());
        touched.clear();
        while (size > most) {
            Wallet oldest = queue.remove();
            if (oldest.wasUsed()) {
                queue.add(oldest);
            } else {
                size -= oldest.size();
                cached.remove(oldest.id());
            }
        }
    }

    private static Map<UUID, Long> numbers(Connection transaction, UUID[] ids) throws SQLException {
        Map<UUID, Long> numbers = new HashMap<>();
        try (PreparedStatement select = transaction.prepareStatement(ACCOUNTS)) {
            select.setArray(1, transaction.createArrayOf("uuid", ids));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    numbers.put(rows.getObject(1, UUID.class), rows.getLong(2));
                }
            }
        }
        return numbers;
    }

    private static Map<UUID, List<LedgerAccount>> ledgerAccounts(Connection transaction, UUID[] ids)
            throws SQLException {
        Map<UUID, List<LedgerAccount>> found = new HashMap<>();
        try (PreparedStatement select = transaction.prepareStatement(HOLDINGS)) {
            select.setArray(1, transaction.createArrayOf("uuid", ids));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    UUID owner = rows.getObject(1, UUID.class);
                    Unit unit = Unit.of(rows.getString(3));
                    Holding holding = StoredHolding.of(rows, 4);
                    LedgerAccount row = LedgerAccount.stored(rows.getLong(2), unit, holding);
                    found.computeIfAbsent(owner, ignored -> new ArrayList<>()).add(row);
                }
            }
        }
        return found;
    }
}
