package dev.gembourse.gateway.apikey;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.gateway.access.Caller;
import dev.gembourse.gateway.access.Role;
import dev.gembourse.gateway.access.Scope;
import dev.gembourse.gateway.access.Secret;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All API keys. */
@Component
public class ApiKeys {

    /** Whom a key stands for, and until when. */
    record Bearer(Caller caller, @Nullable Instant expiresAt) {}

    private final JdbcClient sql;

    ApiKeys(JdbcClient sql) {
        this.sql = sql;
    }

    /** Adds a key; one with its id and of the same user has this secret and these scopes from now on, and is good again. */
    public void set(
            String keyId,
            UUID userId,
            Secret secret,
            String name,
            Set<Scope> scopes,
            Instant createdAt,
            @Nullable Instant expiresAt) {
        sql.sql("""
                insert into api_key (key_id, user_id, secret_hash, name, scopes, created_at, expires_at)
                values (:id, :user, :hash, :name, :scopes, :created, :expires)
                    on conflict (key_id) do update
                   set secret_hash = excluded.secret_hash, scopes = excluded.scopes, revoked_at = null
                 where api_key.user_id = excluded.user_id
                """)
                .param("id", keyId)
                .param("user", userId)
                .param("hash", secret.hash())
                .param("name", name)
                .param("scopes", scopes.stream().sorted().map(Scope::text).toArray(String[]::new))
                .param("created", createdAt.atOffset(ZoneOffset.UTC))
                .param("expires", expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whom a key stands for; empty when the secret is wrong, or it is no longer good at this time. */
    Optional<Bearer> find(String keyId, Secret secret, Instant now) {
        return sql.sql("""
                select k.scopes, k.expires_at, m.user_id, m.username, m.role, m.account_id
                  from api_key k join member m using (user_id)
                 where k.key_id = :id and k.secret_hash = :hash and k.revoked_at is null
                   and (k.expires_at is null or k.expires_at > :now) and m.disabled_at is null
                """)
                .param("id", keyId)
                .param("hash", secret.hash())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, ignored) -> bearer(row, keyId))
                .optional();
    }

    List<ApiKey> of(UUID userId) {
        return sql.sql("""
                select key_id, name, scopes, created_at, expires_at, revoked_at
                  from api_key
                 where user_id = :user
                 order by created_at, key_id
                """)
                .param("user", userId)
                .query((row, ignored) -> new ApiKey(
                        row.getString("key_id"),
                        row.getString("name"),
                        scopes(row.getArray("scopes")),
                        row.getTimestamp("created_at").toInstant(),
                        instant(row.getTimestamp("expires_at")),
                        instant(row.getTimestamp("revoked_at"))))
                .list();
    }

    /** Whether the user had such a key, which is good no longer. */
    boolean revoke(String keyId, UUID userId, Instant now) {
        return sql.sql("""
                update api_key set revoked_at = coalesce(revoked_at, :now) where key_id = :id and user_id = :user
                """)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", keyId)
                        .param("user", userId)
                        .update()
                == 1;
    }

    /** A user who has lost a role keeps keys for what they may still do. */
    private static Bearer bearer(ResultSet row, String keyId) throws SQLException {
        Role role = Role.valueOf(row.getString("role"));
        Set<Scope> scopes = EnumSet.copyOf(scopes(row.getArray("scopes")));
        scopes.retainAll(role.scopes());
        UUID account = row.getObject("account_id", UUID.class);
        return new Bearer(
                new Caller(
                        row.getObject("user_id", UUID.class),
                        row.getString("username"),
                        role,
                        scopes,
                        account == null ? null : new AccountId(account),
                        keyId),
                instant(row.getTimestamp("expires_at")));
    }

    private static Set<Scope> scopes(Array texts) throws SQLException {
        return Arrays.stream((String[]) texts.getArray()).map(Scope::of).collect(Collectors.toSet());
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
