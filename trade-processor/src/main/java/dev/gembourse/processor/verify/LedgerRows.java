package dev.gembourse.processor.verify;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.account.Amounts;
import dev.gembourse.processor.account.Bucket;
import dev.gembourse.processor.account.Holding;
import dev.gembourse.processor.account.SystemOwner;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code account} and {@code ledger_account} of one partition. They are read twice, since only what they are called is
 * kept in memory: before the journal, and after it to be compared with what it has left.
 */
final class LedgerRows {

    private static final String ACCOUNTS = """
            select account_id, number, username, created_at, may_short
              from account
             where partition = ?
            """;

    private static final String LEDGER_ACCOUNTS = """
            select id, account_id, system_owner, unit, bucket, balance, cost_basis, realised_pnl
              from ledger_account
             where partition = ?
             order by id
            """;

    /**
     * A ledger account's row.
     *
     * @param player null when it is the system's
     * @param system null when it is a player's
     */
    private record LedgerAccountRow(
            long id,
            @Nullable AccountId player,
            @Nullable SystemOwner system,
            Unit unit,
            Bucket bucket,
            Holding holding) {

        static LedgerAccountRow read(ResultSet row) throws SQLException {
            UUID player = row.getObject(2, UUID.class);
            String system = row.getString(3);
            return new LedgerAccountRow(
                    row.getLong(1),
                    player == null ? null : new AccountId(player),
                    system == null ? null : SystemOwner.valueOf(system),
                    Unit.of(row.getString(4)),
                    Bucket.valueOf(row.getString(5)),
                    new Holding(
                            Amounts.plain(row.getBigDecimal(6)),
                            Amounts.plain(row.getBigDecimal(7)),
                            Amounts.plain(row.getBigDecimal(8))));
        }

        String place() {
            return "ledger account " + id + " of " + (player == null ? system : player) + " in " + unit;
        }
    }

    private final Connection snapshot;
    private final int partition;

    LedgerRows(Connection snapshot, int partition) {
        this.snapshot = snapshot;
        this.partition = partition;
    }

    /** A ledger with these accounts and nothing in them. */
    FoldedLedger names() throws SQLException, Broken {
        FoldedLedger ledger = new FoldedLedger();
        try (Cursor<FoldedAccount> rows = new Cursor<>(snapshot, ACCOUNTS, partition, LedgerRows::account)) {
            for (FoldedAccount row = rows.next(); row != null; row = rows.next()) {
                ledger.accounts.put(row.id(), row);
            }
        }
        try (Cursor<LedgerAccountRow> rows =
                new Cursor<>(snapshot, LEDGER_ACCOUNTS, partition, LedgerAccountRow::read)) {
            for (LedgerAccountRow row = rows.next(); row != null; row = rows.next()) {
                if (row.system() != null && row.bucket() != Bucket.AVAILABLE) {
                    throw new Broken(row.place(), "the bucket AVAILABLE", row.bucket());
                }
                balances(ledger, row).put(row.unit(), new FoldedBalance(row.id()));
            }
        }
        return ledger;
    }

    /** Compares all rows with what the whole journal has left. */
    void compare(FoldedLedger ledger) throws SQLException, Broken {
        for (FoldedAccount account : ledger.accounts.values()) {
            if (!account.opened) {
                throw new Broken("account " + account.id(), "an event that opened it", "none");
            }
            if (account.storedMayShort != account.mayShort) {
                throw new Broken(
                        "account " + account.id(),
                        "may_short to be " + account.mayShort + " by its events",
                        account.storedMayShort);
            }
        }
        try (Cursor<LedgerAccountRow> rows =
                new Cursor<>(snapshot, LEDGER_ACCOUNTS, partition, LedgerAccountRow::read)) {
            for (LedgerAccountRow row = rows.next(); row != null; row = rows.next()) {
                compare(row, balances(ledger, row).get(row.unit()));
            }
        }
    }

    private static void compare(LedgerAccountRow row, @Nullable FoldedBalance folded) throws Broken {
        if (folded == null || !folded.used) {
            throw new Broken(row.place(), "a transfer that moved it", "none");
        }
        Holding expected = new Holding(
                Amounts.plain(folded.holding.quantity()),
                Amounts.plain(folded.holding.costBasis()),
                Amounts.plain(folded.holding.realisedPnl()));
        if (!row.holding().equals(expected)) {
            throw new Broken(row.place(), text(expected), text(row.holding()));
        }
    }

    private static Map<Unit, FoldedBalance> balances(FoldedLedger ledger, LedgerAccountRow row) throws Broken {
        if (row.system() != null) {
            return ledger.system(row.system());
        }
        FoldedAccount account = ledger.accounts.get(row.player());
        if (account == null) {
            throw new Broken(row.place(), "a row of its account", "none");
        }
        return account.balances(row.bucket());
    }

    private static FoldedAccount account(ResultSet row) throws SQLException {
        Instant createdAt = row.getObject(4, OffsetDateTime.class).toInstant();
        return new FoldedAccount(
                new AccountId(row.getObject(1, UUID.class)),
                row.getLong(2),
                row.getString(3),
                createdAt,
                row.getBoolean(5));
    }

    private static String text(Holding holding) {
        return "a balance of %s at a cost of %s, with %s realised"
                .formatted(
                        holding.quantity().toPlainString(),
                        holding.costBasis().toPlainString(),
                        holding.realisedPnl().toPlainString());
    }
}
