package dev.gembourse.gateway.token;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.gembourse.gateway.database.OnceOpen;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys of all gateways, which share them through the database. A new key is shown before it signs, and stays until the last token
 * that it signed has expired, so that no verifier ever meets a key that it cannot know. Thread-safe.
 */
@Component
class SigningKeys implements OnceOpen {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final Duration LEAST_BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    private record Known(List<SigningKey> keys, JWKSet all) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final TokenSettings settings;
    private final Clock clock;
    private volatile Known known = new Known(List.of(), new JWKSet());
    private Instant lookedAt = Instant.EPOCH;
    private boolean sawAll;

    SigningKeys(JdbcClient sql, TransactionTemplate transaction, TokenSettings settings, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void databaseOpened() {
        refresh();
    }

    /** Public and private keys, for signing and verifying. */
    JWKSet all() {
        return known.all();
    }

    /** What others verify with. */
    JWKSet toPublish() {
        return known.all().toPublicJWKSet();
    }

    /**
     * The key that signs now.
     *
     * @throws ProblemException SERVICE_UNAVAILABLE before any is known
     */
    ECKey signing() {
        Instant now = clock.instant();
        Known current = known;
        return current.keys().stream()
                .filter(key -> !key.signsFrom().isAfter(now))
                .max(Comparator.comparing(SigningKey::signsFrom))
                .map(SigningKey::jwk)
                .orElseThrow(() -> ProblemException.of(ProblemCode.SERVICE_UNAVAILABLE, "there are no keys yet"));
    }

    /**
     * Looks for keys that another gateway has made, unless that was done just now.
     *
     * @return whether all that there are were seen just now; else nobody can tell whose a strange one is
     */
    synchronized boolean lookForNew() {
        Instant now = clock.instant();
        if (now.isAfter(lookedAt.plus(LEAST_BETWEEN_LOOKS))) {
            lookedAt = now; // also when it fails: whoever sends tokens with strange key ids waits for nobody
            sawAll = false;
            try {
                refresh();
                sawAll = true;
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("signing keys cannot be looked up right now: {}", e.toString());
            }
        }
        return sawAll;
    }

    /** Makes the next key when it is time, forgets those that nothing depends on, and reads what there is. */
    final synchronized void refresh() {
        Instant now = clock.instant();
        List<SigningKey> keys = transaction.execute(ignored -> {
            sql.sql("select pg_advisory_xact_lock(hashtext('signing_key'))")
                    .query((row, n) -> n)
                    .list();
            List<SigningKey> stored = stored();
            if (stored.isEmpty()) {
                add(SigningKey.generate(newId(), now), now);
            } else if (isDue(stored.getLast(), now)) {
                add(SigningKey.generate(newId(), now.plus(settings.keyNotice())), now);
            }
            forget(stored, now);
            return stored();
        });
        List<JWK> all = keys.stream().map(SigningKey::jwk).map(JWK.class::cast).toList();
        known = new Known(keys, new JWKSet(all));
    }

    /** Lets a new key take over, after its notice. */
    synchronized void rotate() {
        Instant now = clock.instant();
        transaction.executeWithoutResult(
                ignored -> add(SigningKey.generate(newId(), now.plus(settings.keyNotice())), now));
        refresh();
    }

    private boolean isDue(SigningKey newest, Instant now) {
        return now.isAfter(newest.signsFrom().plus(settings.keyLifetime()));
    }

    /** A key whose follower has been signing for longer than any token lives. */
    private void forget(List<SigningKey> stored, Instant now) {
        for (int i = 0; i + 1 < stored.size(); i++) {
            Instant lastNeeded =
                    stored.get(i + 1).signsFrom().plus(settings.lifetime()).plus(LEEWAY);
            if (now.isAfter(lastNeeded)) {
                sql.sql("delete from signing_key where key_id = :id")
                        .param("id", stored.get(i).id())
                        .update();
            }
        }
    }

    private List<SigningKey> stored() {
        return sql.sql(
                        "select key_id, private_key, public_key, signs_from from signing_key order by signs_from, key_id")
                .query(SigningKeys::read)
                .list();
    }

    private void add(SigningKey key, Instant now) {
        sql.sql("""
                insert into signing_key (key_id, private_key, public_key, created_at, signs_from)
                values (:id, :private, :public, :now, :from)
                """)
                .param("id", key.id())
                .param("private", key.privateKey())
                .param("public", key.publicKey())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("from", key.signsFrom().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static SigningKey read(ResultSet row, int ignored) throws SQLException {
        return SigningKey.of(
                row.getString("key_id"),
                row.getBytes("private_key"),
                row.getBytes("public_key"),
                row.getTimestamp("signs_from").toInstant());
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    /** Whether a text has the form of our ids. */
    static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
