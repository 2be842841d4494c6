package dev.gembourse.processor.query;

import dev.gembourse.events.market.UnitKind;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.WalletView;
import dev.gembourse.processor.account.Amounts;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What accounts have of currencies and virtual units: a line for every unit that there is, be it that nothing was ever held. */
@Component
class Wallets {

    private static final String SELECT = """
            select u.code, u.name, u.kind, u.scale,
                   coalesce(sum(l.balance) filter (where l.bucket = 'AVAILABLE'), 0) as available,
                   coalesce(sum(l.balance) filter (where l.bucket = 'HELD'), 0) as held
              from market.unit u
              left join trading.ledger_account l on l.account_id = :account and l.unit = u.code
             where (cast(:unit as text) is null or u.code = :unit) and (cast(:after as text) is null or u.code > :after)
             group by u.code
             order by u.code
             limit :rows
            """;

    private final JdbcClient reads;

    Wallets(JdbcClient reads) {
        this.reads = reads;
    }

    /** In the order of the codes, after the given one. */
    List<WalletView> page(AccountId account, @Nullable Unit after, int rows) {
        return select(account, null, after, rows);
    }

    List<WalletView> all(AccountId account) {
        return select(account, null, null, Integer.MAX_VALUE);
    }

    /** Empty when there is no such unit. */
    Optional<WalletView> find(AccountId account, Unit unit) {
        return select(account, unit, null, 1).stream().findFirst();
    }

    private List<WalletView> select(AccountId account, @Nullable Unit unit, @Nullable Unit after, int rows) {
        return reads.sql(SELECT)
                .param("account", account.value())
                .param("unit", unit == null ? null : unit.code(), Types.VARCHAR)
                .param("after", after == null ? null : after.code(), Types.VARCHAR)
                .param("rows", rows)
                .query(Wallets::wallet)
                .list();
    }

    private static WalletView wallet(ResultSet row, int ignored) throws SQLException {
        int scale = row.getInt("scale");
        BigDecimal available = Amounts.ofUnit(scale, row.getBigDecimal("available"));
        BigDecimal held = Amounts.ofUnit(scale, row.getBigDecimal("held"));
        return new WalletView(
                Unit.of(row.getString("code")),
                row.getString("name"),
                UnitKind.valueOf(row.getString("kind")),
                available,
                held,
                available.add(held));
    }
}
