package dev.gembourse.gateway.identity;

import dev.gembourse.gateway.access.Secret;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Logins and their refresh tokens. A token is good for one use, which gives the next one; one that comes a second time ends its
 * whole login, for one of the two who sent it had stolen it (RFC 9700, section 4.14.2).
 */
@Component
class RefreshTokens {

    /** A login with a token for its next refresh. */
    record Login(UUID id, UUID userId, Secret next) {}

    private record Used(UUID loginId, UUID userId, boolean ended, Instant expiresAt, boolean first) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final IdentitySettings settings;
    private final Clock clock;

    RefreshTokens(JdbcClient sql, TransactionTemplate transaction, IdentitySettings settings, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /** A new login. */
    Login begin(UUID userId) {
        UUID loginId = UUID.randomUUID();
        Secret first = Secret.random();
        OffsetDateTime now = now();
        transaction.executeWithoutResult(ignored -> {
            sql.sql("""
                    insert into login (login_id, user_id, created_at, expires_at)
                    values (:login, :user, :now, :expires)
                    """)
                    .param("login", loginId)
                    .param("user", userId)
                    .param("now", now)
                    .param("expires", now.plus(settings.loginLifetime()))
                    .update();
            add(first, loginId, now);
        });
        return new Login(loginId, userId, first);
    }

    /** Uses a token up for the next one; empty when it is not good. */
    Optional<Login> refresh(Secret token) {
        OffsetDateTime now = now();
        Optional<Login> refreshed = transaction.execute(ignored -> use(token, now)
                .filter(used -> !used.ended() && used.expiresAt().isAfter(now.toInstant()))
                .flatMap(used -> goOn(used, now)));
        return refreshed == null ? Optional.empty() : refreshed;
    }

    /** Ends the login that a token belongs to; whose it was, if it was anybody's. */
    Optional<UUID> end(Secret token) {
        return sql.sql("""
                update login set ended_at = coalesce(ended_at, :now)
                 where login_id = (select login_id from refresh_token where token_hash = :hash)
                returning user_id
                """)
                .param("now", now())
                .param("hash", token.hash())
                .query(UUID.class)
                .optional();
    }

    /** Whose a token is, or was. */
    Optional<UUID> ownerOf(Secret token) {
        return sql.sql("select user_id from refresh_token join login using (login_id) where token_hash = :hash")
                .param("hash", token.hash())
                .query(UUID.class)
                .optional();
    }

    /** Ends all logins of a user. */
    void endAll(UUID userId) {
        sql.sql("update login set ended_at = :now where user_id = :user and ended_at is null")
                .param("now", now())
                .param("user", userId)
                .update();
    }

    /** Deletes some of the logins that had ended or expired before then, with their tokens; how many. */
    int forgetEnded(Instant before, int most) {
        return sql.sql("""
                delete from login
                 where login_id in (select login_id from login where least(expires_at, ended_at) < :before
                        limit :most for update skip locked)
                """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }

    private Optional<Login> goOn(Used used, OffsetDateTime now) {
        if (!used.first()) {
            end(used.loginId(), now);
            return Optional.empty();
        }
        Secret next = Secret.random();
        add(next, used.loginId(), now);
        return Optional.of(new Login(used.loginId(), used.userId(), next));
    }

    private Optional<Used> use(Secret token, OffsetDateTime now) {
        boolean first = sql.sql("update refresh_token set used_at = :now where token_hash = :hash and used_at is null")
                        .param("now", now)
                        .param("hash", token.hash())
                        .update()
                == 1;
        return sql.sql("""
                select l.login_id, l.user_id, l.ended_at, l.expires_at
                  from refresh_token t join login l using (login_id)
                 where t.token_hash = :hash
                   for update of l
                """)
                .param("hash", token.hash())
                .query((row, ignored) -> new Used(
                        row.getObject("login_id", UUID.class),
                        row.getObject("user_id", UUID.class),
                        row.getTimestamp("ended_at") != null,
                        row.getTimestamp("expires_at").toInstant(),
                        first))
                .optional();
    }

    private void end(UUID loginId, OffsetDateTime now) {
        sql.sql("update login set ended_at = :now where login_id = :login and ended_at is null")
                .param("now", now)
                .param("login", loginId)
                .update();
    }

    private void add(Secret token, UUID loginId, OffsetDateTime now) {
        sql.sql("insert into refresh_token (token_hash, login_id, issued_at) values (:hash, :login, :now)")
                .param("hash", token.hash())
                .param("login", loginId)
                .param("now", now)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
