package dev.gembourse.gateway.partner;

import dev.gembourse.events.partner.PartnerName;
import dev.gembourse.events.value.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What owners permit partners. */
@Component
class Grants {

    private final JdbcClient sql;

    Grants(JdbcClient sql) {
        this.sql = sql;
    }

    /** Permits this and nothing else from now on. */
    void set(Grant grant) {
        sql.sql("""
                insert into partner_grant (name, account_id, permissions, granted_at)
                values (:name, :account, :permissions, :at)
                    on conflict (name, account_id) do update
                   set permissions = excluded.permissions, granted_at = excluded.granted_at
                """)
                .param("name", grant.partner().value())
                .param("account", grant.accountId().value())
                .param(
                        "permissions",
                        grant.permissions().stream()
                                .sorted()
                                .map(Permission::text)
                                .toArray(String[]::new))
                .param("at", grant.grantedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether there was something to take back. */
    boolean remove(AccountId account, PartnerName partner) {
        return sql.sql("delete from partner_grant where name = :name and account_id = :account")
                        .param("name", partner.value())
                        .param("account", account.value())
                        .update()
                == 1;
    }

    /** The grants of an account, by the names of partners. */
    List<Grant> of(AccountId account) {
        return sql.sql("""
                select name, permissions, granted_at
                  from partner_grant
                 where account_id = :account
                 order by name
                """)
                .param("account", account.value())
                .query((row, ignored) -> new Grant(
                        account,
                        new PartnerName(row.getString("name")),
                        permissions(row),
                        row.getTimestamp("granted_at").toInstant()))
                .list();
    }

    /** What these partners may do with these accounts, by one query. */
    Granted find(Collection<PartnerName> partners, Collection<AccountId> accounts) {
        Granted granted = new Granted();
        sql.sql("""
                select p.name, p.source, p.created_at, p.disabled_at, g.account_id, g.permissions
                  from partner p
                  left join partner_grant g on g.name = p.name and g.account_id = any(:accounts)
                 where p.name = any(:names)
                """)
                .param("names", partners.stream().map(PartnerName::value).toArray(String[]::new))
                .param("accounts", accounts.stream().map(AccountId::value).toArray(UUID[]::new))
                .query(row -> {
                    add(row, granted);
                });
        return granted;
    }

    private static void add(ResultSet row, Granted granted) throws SQLException {
        PartnerName name = new PartnerName(row.getString("name"));
        Timestamp disabled = row.getTimestamp("disabled_at");
        granted.add(new Partner(
                name,
                row.getString("source"),
                row.getTimestamp("created_at").toInstant(),
                disabled == null ? null : disabled.toInstant()));
        UUID account = row.getObject("account_id", UUID.class);
        if (account != null) {
            granted.add(name, new AccountId(account), permissions(row));
        }
    }

    private static Set<Permission> permissions(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("permissions").getArray())
                .flatMap(name -> Permission.find(name).stream())
                .collect(Collectors.toSet());
    }
}
