package dev.gembourse.processor.settlement;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.account.Bucket;
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
            select account_id, number, may_short
              from account
             where account_id = any (?)
            """;

    private static final String HOLDINGS = """
            select account_id, id, unit, balance, cost_basis, realised_pnl, bucket
              from ledger_account
             where account_id = any (?)
            """;

    /** An account's row. */
    private record Stored(UUID id, long number, boolean mayShort) {}

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
        List<Stored> accounts = accounts(transaction, missing);
        if (!accounts.isEmpty()) {
            Map<UUID, List<LedgerAccount>> rows = ledgerAccounts(transaction, missing);
            accounts.forEach(one -> add(
                    new Wallet(new AccountId(one.id), one.number, one.mayShort, rows.getOrDefault(one.id, List.of()))));
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

    private static List<Stored> accounts(Connection transaction, UUID[] ids) throws SQLException {
        List<Stored> accounts = new ArrayList<>();
        try (PreparedStatement select = transaction.prepareStatement(ACCOUNTS)) {
            select.setArray(1, transaction.createArrayOf("uuid", ids));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    accounts.add(new Stored(rows.getObject(1, UUID.class), rows.getLong(2), rows.getBoolean(3)));
                }
            }
        }
        return accounts;
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
                    LedgerAccount row =
                            LedgerAccount.stored(rows.getLong(2), unit, Bucket.valueOf(rows.getString(7)), holding);
                    found.computeIfAbsent(owner, ignored -> new ArrayList<>()).add(row);
                }
            }
        }
        return found;
    }
}
