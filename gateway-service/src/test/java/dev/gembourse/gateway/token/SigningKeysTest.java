package dev.gembourse.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import dev.gembourse.gateway.access.Caller;
import dev.gembourse.gateway.access.Credentials.Checked;
import dev.gembourse.gateway.access.Role;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.stack.database.Postgres;
import dev.gembourse.stack.fixture.SharedInfrastructure;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Keys change while two gateways sign and verify, and no token that is still good is ever turned away. */
class SigningKeysTest {

    private static final TokenSettings SETTINGS =
            new TokenSettings("gembourse", Duration.ofMinutes(10), Duration.ofDays(30), Duration.ofMinutes(15));

    private static final Caller ADA =
            new Caller(UUID.randomUUID(), "ada", Role.PLAYER, Role.PLAYER.scopes(), null, null);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    /** Of a database that is away. */
    private final TransactionTemplate broken =
            new TransactionTemplate(new JdbcTransactionManager(new PGSimpleDataSource() {
                @Override
                public Connection getConnection() throws SQLException {
                    throw new SQLException("away");
                }
            }));

    private JdbcClient sql;
    private TransactionTemplate transaction;

    /** A gateway, as far as tokens go. */
    private final class Instance {
        final SigningKeys keys;
        final AccessTokens tokens;
        final VerifiedTokens verified;

        Instance(TransactionTemplate transaction) {
            keys = new SigningKeys(sql, transaction, SETTINGS, clock);
            tokens = new AccessTokens(keys, SETTINGS, clock);
            verified = new VerifiedTokens(keys, SETTINGS, clock);
        }

        String issue() {
            return tokens.issue(ADA, UUID.randomUUID());
        }

        Optional<Checked> check(String token) {
            return verified.check(token);
        }
    }

    @BeforeEach
    void anEmptyDatabase() {
        Postgres postgres = SharedInfrastructure.get().postgres();
        postgres.createGatewayDatabase("gateway_keys");
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(postgres.jdbcUrl("gateway_keys"));
        database.setUser(postgres.gateway());
        database.setPassword(postgres.passwordOf(postgres.gateway()));
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/gateway")
                .load()
                .migrate();
        sql = JdbcClient.create(database);
        sql.sql("delete from signing_key").update();
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    @Test
    void oneGatewayVerifiesWhatAnotherSigned() {
        Instance one = started();
        Instance two = started();

        assertThat(two.check(one.issue())).map(Checked::caller).contains(ADA);
        assertThat(kid(two.issue())).isEqualTo(kid(one.issue()));
    }

    @Test
    void aNewKeySignsWhenEverybodyKnowsItAndTheOldOneStaysUntilItsLastTokenHasExpired() {
        Instance one = started();
        Instance two = started();
        String first = kid(one.issue());

        one.keys.rotate();

        assertThat(kid(one.issue())).isEqualTo(first);
        assertThat(one.keys.toPublish().getKeys()).hasSize(2);
        now = now.plus(Duration.ofMinutes(15));
        two.keys.refresh();
        String last = one.issue();
        assertThat(kid(last)).isNotEqualTo(first);
        assertThat(kid(two.issue())).isEqualTo(kid(last));
        now = now.plus(Duration.ofMinutes(9));
        one.keys.refresh();
        two.keys.refresh();
        assertThat(one.keys.toPublish().getKeys())
                .as("a token of the old key may still be good")
                .hasSize(2);
        now = now.plus(Duration.ofMinutes(3));
        one.keys.refresh();
        assertThat(one.keys.toPublish().getKeys()).hasSize(1);
        assertThat(one.check(one.issue())).isPresent();
    }

    @Test
    void aGatewayThatHasNotHeardOfAKeyLooksForIt() {
        Instance one = started();
        Instance two = started();
        one.keys.rotate();
        now = now.plus(Duration.ofMinutes(16));
        String token = one.issue();

        assertThat(two.check(token))
                .as("signed with a key that it has not seen")
                .isPresent();
    }

    @Test
    void whileTheDatabaseIsAwayAKeyThatWasNotSeenIsNotCalledBadButWhatCannotBeAKeyIs() {
        Instance one = started();
        Instance two = new Instance(broken);
        one.keys.rotate();
        now = now.plus(Duration.ofMinutes(16));
        String token = one.issue();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> two.check(token))
                    .as("also while it is not looked for again")
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.code()).isEqualTo(ProblemCode.SERVICE_UNAVAILABLE));
        }
        assertThat(two.check(withKid(token, "x"))).isEmpty();
        assertThat(two.check(withKid(token, null))).isEmpty();
        assertThat(two.check("no.token.atall")).isEmpty();
        assertThat(one.check(withKid(token, UUID.randomUUID().toString())))
                .as("looked up, and there is none")
                .isEmpty();
    }

    @Test
    void aKeyThatHasSignedLongEnoughIsReplacedOnce() {
        Instance one = started();
        Instance two = started();
        now = now.plus(Duration.ofDays(30)).plusSeconds(1);

        one.keys.refresh();
        two.keys.refresh();
        one.keys.refresh();

        assertThat(one.keys.toPublish().getKeys()).hasSize(2);
    }

    private Instance started() {
        Instance instance = new Instance(transaction);
        instance.keys.databaseOpened();
        return instance;
    }

    private static String withKid(String token, @Nullable String kid) {
        String[] parts = token.split("\\.");
        String header = kid == null
                ? "{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}"
                : "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}".formatted(kid);
        return Base64URL.encode(header) + "." + parts[1] + "." + parts[2];
    }

    private static String kid(String token) {
        try {
            return SignedJWT.parse(token).getHeader().getKeyID();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }
}
