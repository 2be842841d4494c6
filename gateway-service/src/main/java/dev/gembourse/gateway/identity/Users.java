package dev.gembourse.gateway.identity;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import dev.gembourse.gateway.access.Role;
import dev.gembourse.gateway.token.KeptOut;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All users. */
@Component
class Users implements KeptOut {

    private static final String COLUMNS =
            "user_id, username, password, role, account_id, account_opened_at, disabled_at, created_at";

    private final JdbcClient sql;

    Users(JdbcClient sql) {
        this.sql = sql;
    }

    /** Whether the user was added; not when the name is taken. */
    boolean add(User user) {
        return sql.sql("""
                insert into member (user_id, username, folded, password, role, account_id, created_at)
                values (:id, :username, :folded, :password, :role, :account, :created)
                    on conflict (folded) do nothing
                """)
                        .param("id", user.id())
                        .param("username", user.username().value())
                        .param("folded", user.username().folded())
                        .param("password", user.password())
                        .param("role", user.role().name())
                        .param(
                                "account",
                                user.accountId() == null
                                        ? null
                                        : user.accountId().value())
                        .param("created", user.createdAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Gives a name back that settlement has refused. */
    void remove(UUID id) {
        sql.sql("delete from member where user_id = :id and account_opened_at is null")
                .param("id", id)
                .update();
    }

    Optional<User> find(Username name) {
        return sql.sql("select " + COLUMNS + " from member where folded = :folded")
                .param("folded", name.folded())
                .query(Users::read)
                .optional();
    }

    Optional<User> find(UUID id) {
        return sql.sql("select " + COLUMNS + " from member where user_id = :id")
                .param("id", id)
                .query(Users::read)
                .optional();
    }

    /** As {@link #find(UUID)}; nobody else changes the user before the transaction ends. */
    Optional<User> lock(UUID id) {
        return sql.sql("select " + COLUMNS + " from member where user_id = :id for update")
                .param("id", id)
                .query(Users::read)
                .optional();
    }

    /** Users in the order of their names, after one of them. */
    List<User> list(@Nullable Username after, int limit) {
        return sql.sql("select " + COLUMNS + " from member where folded > :after order by folded limit :limit")
                .param("after", after == null ? "" : after.folded())
                .param("limit", limit)
                .query(Users::read)
                .list();
    }

    boolean hasAdmin() {
        return sql.sql("select exists (select from member where role = 'ADMIN' and disabled_at is null)")
                .query(Boolean.class)
                .single();
    }

    void accountOpened(UUID id, Instant at) {
        sql.sql("update member set account_opened_at = :at where user_id = :id and account_opened_at is null")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    void setPassword(UUID id, String hash) {
        sql.sql("update member set password = :hash where user_id = :id")
                .param("hash", hash)
                .param("id", id)
                .update();
    }

    void setRole(UUID id, Role role) {
        sql.sql("update member set role = :role where user_id = :id")
                .param("role", role.name())
                .param("id", id)
                .update();
    }

    /** @param at since when they may no longer log in; null to let them again */
    void setDisabled(UUID id, @Nullable Instant at) {
        sql.sql("update member set disabled_at = :at where user_id = :id")
                .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    @Override
    public boolean isKeptOut(UUID id) {
        return sql.sql("select exists (select from member where user_id = :id and disabled_at is not null)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    private static User read(ResultSet row, int ignored) throws SQLException {
        UUID account = row.getObject("account_id", UUID.class);
        return new User(
                row.getObject("user_id", UUID.class),
                new Username(row.getString("username")),
                row.getString("password"),
                Role.valueOf(row.getString("role")),
                account == null ? null : new AccountId(account),
                row.getTimestamp("account_opened_at") != null,
                row.getTimestamp("disabled_at") != null,
                row.getTimestamp("created_at").toInstant());
    }
}
