package dev.gembourse.processor.query;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.value.Username;
import dev.gembourse.events.view.CashView;
import dev.gembourse.processor.account.Amounts;
import dev.gembourse.processor.problem.Problem;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All accounts, with their cash: what they have, or have had, of currencies; virtual units are no cash. */
@Component
class Accounts {

    private static final String BY_ID = """
            select account_id, number, partition, username, may_short, created_at
              from trading.account
             where account_id = :id
            """;

    private static final String BY_NAME = """
            select a.account_id, a.number, a.partition, a.username, a.may_short, a.created_at
              from trading.username_claim c
              join trading.account a on a.account_id = c.account_id
             where c.folded = :folded
            """;

    private static final String PAGE = """
            select account_id, number, partition, username, may_short, created_at
              from trading.account
             where account_id > coalesce(cast(:after as uuid), '00000000-0000-0000-0000-000000000000')
             order by account_id
             limit :rows
            """;

    private static final String CASH = """
            select l.account_id, u.code, u.scale,
                   coalesce(sum(l.balance) filter (where l.bucket = 'AVAILABLE'), 0) as available,
                   coalesce(sum(l.balance) filter (where l.bucket = 'HELD'), 0) as held
              from trading.ledger_account l
              join market.unit u on u.code = l.unit and u.kind = 'CURRENCY'
             where l.account_id = any (:ids)
             group by l.account_id, u.code
             order by l.account_id, u.code
            """;

    private final JdbcClient reads;

    Accounts(JdbcClient reads) {
        this.reads = reads;
    }

    /** The account, or a problem when there is none. */
    StoredAccount get(AccountId id) {
        return reads.sql(BY_ID)
                .param("id", id.value())
                .query(Accounts::account)
                .optional()
                .orElseThrow(() -> Problem.notFound("ACCOUNT", id));
    }

    StoredAccount get(Username username) {
        return reads.sql(BY_NAME)
                .param("folded", username.folded())
                .query(Accounts::account)
                .optional()
                .orElseThrow(() -> Problem.notFound("ACCOUNT", username));
    }

    /** Accounts in the order of their ids, after the given one. */
    List<StoredAccount> page(@Nullable AccountId after, int rows) {
        return reads.sql(PAGE)
                .param("after", after == null ? null : after.value(), Types.OTHER)
                .param("rows", rows)
                .query(Accounts::account)
                .list();
    }

    List<CashView> cash(AccountId id) {
        return cash(List.of(id)).getOrDefault(id, List.of());
    }

    /** The cash of many accounts, in one query. */
    Map<AccountId, List<CashView>> cash(Collection<AccountId> ids) {
        Map<AccountId, List<CashView>> cash = new HashMap<>();
        reads.sql(CASH)
                .param("ids", ids.stream().map(AccountId::value).toArray(UUID[]::new))
                .query(row -> {
                    AccountId owner = new AccountId(row.getObject("account_id", UUID.class));
                    cash.computeIfAbsent(owner, ignored -> new ArrayList<>()).add(cash(row));
                });
        return cash;
    }

    private static CashView cash(ResultSet row) throws SQLException {
        int scale = row.getInt("scale");
        BigDecimal available = Amounts.ofUnit(scale, row.getBigDecimal("available"));
        BigDecimal held = Amounts.ofUnit(scale, row.getBigDecimal("held"));
        return new CashView(Unit.of(row.getString("code")), available, held, available.add(held));
    }

    private static StoredAccount account(ResultSet row, int ignored) throws SQLException {
        return new StoredAccount(
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getLong("number"),
                row.getInt("partition"),
                new Username(row.getString("username")),
                row.getBoolean("may_short"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
