package dev.gembourse.gateway.apikey;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.gateway.access.Caller;
import dev.gembourse.gateway.access.Role;
import dev.gembourse.gateway.access.Scope;
import dev.gembourse.gateway.access.Secret;
import dev.gembourse.gateway.upstream.Paging;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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

    /** A place in the list of a user's keys, as text the microseconds since 1970 and the id. */
    record Place(Instant createdAt, String keyId) {

        static final Place FIRST = new Place(Instant.EPOCH, "");

        static Place of(String cursor) {
            try {
                int point = cursor.indexOf('.');
                long micros = Long.parseLong(cursor, 0, point, 10);
                if (micros < 0) {
                    throw Paging.badCursor();
                }
                return new Place(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), cursor.substring(point + 1));
            } catch (IndexOutOfBoundsException | NumberFormatException | DateTimeException | ArithmeticException e) {
                throw Paging.badCursor();
            }
        }

        @Override
        public String toString() {
            return ChronoUnit.MICROS.between(Instant.EPOCH, createdAt) + "." + keyId;
        }
    }

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

    /** How many keys a user has, and how many of them are good. */
    record Count(int all, int good) {}

    /** How many keys a user has; nobody else counts them before the transaction ends. */
    Count count(UUID userId, Instant now) {
        sql.sql("select user_id from member where user_id = :user for no key update")
                .param("user", userId)
                .query(UUID.class)
                .single();
        return sql.sql("""
                select count(*) as every,
                       count(*) filter (where revoked_at is null and (expires_at is null or expires_at > :now)) as good
                  from api_key
                 where user_id = :user
                """)
                .param("user", userId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, ignored) -> new Count(row.getInt("every"), row.getInt("good")))
                .single();
    }

    /** Keys of a user in the order in which they were made, after one of them. */
    List<ApiKey> of(UUID userId, Place after, int limit) {
        return sql.sql("""
                select key_id, name, scopes, created_at, expires_at, revoked_at
                  from api_key
                 where user_id = :user and (created_at, key_id) > (:created, :key)
                 order by created_at, key_id
                 limit :limit
                """)
                .param("user", userId)
                .param("created", after.createdAt().atOffset(ZoneOffset.UTC))
                .param("key", after.keyId())
                .param("limit", limit)
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

    /** Deletes some of the keys that have not been good since then; how many. */
    public int forget(Instant since, int most) {
        return sql.sql("""
                delete from api_key
                 where key_id in (select key_id from api_key where least(expires_at, revoked_at) < :since
                                   limit :most for update skip locked)
                """)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
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
