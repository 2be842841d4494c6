package dev.gembourse.processor.settlement;

import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.account.Bucket;
import dev.gembourse.processor.account.Holding;
import dev.gembourse.processor.account.SystemOwner;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The system's own ledger accounts of one partition: read once, then always in memory. */
final class SystemAccounts {

    private static final String ALL = """
            select id, system_owner, unit, balance, cost_basis, realised_pnl
              from ledger_account
             where account_id is null and partition = ? and bucket = 'AVAILABLE'
            """;

    private final Map<SystemOwner, Map<Unit, LedgerAccount>> accounts = new EnumMap<>(SystemOwner.class);

    private SystemAccounts() {
        for (SystemOwner owner : SystemOwner.values()) {
            accounts.put(owner, new HashMap<>());
        }
    }

    static SystemAccounts load(Connection transaction, int partition) throws SQLException {
        SystemAccounts all = new SystemAccounts();
        try (PreparedStatement select = transaction.prepareStatement(ALL)) {
            select.setInt(1, partition);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    SystemOwner owner = SystemOwner.valueOf(rows.getString(2));
                    Unit unit = Unit.of(rows.getString(3));
                    Holding holding = StoredHolding.of(rows, 4);
                    all.add(owner, LedgerAccount.stored(rows.getLong(1), unit, Bucket.AVAILABLE, holding));
                }
            }
        }
        return all;
    }

    @Nullable
    LedgerAccount find(SystemOwner owner, Unit unit) {
        return of(owner).get(unit);
    }

    void add(SystemOwner owner, LedgerAccount account) {
        of(owner).put(account.unit, account);
    }

    private Map<Unit, LedgerAccount> of(SystemOwner owner) {
        Map<Unit, LedgerAccount> ofOwner = accounts.get(owner);
        if (ofOwner == null) {
            throw new IllegalStateException("expected accounts of " + owner);
        }
        return ofOwner;
    }
}
