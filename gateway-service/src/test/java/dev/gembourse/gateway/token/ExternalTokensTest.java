package dev.gembourse.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.FakeService;
import dev.gembourse.gateway.fixture.People;
import dev.gembourse.gateway.fixture.RunningGateway;
import dev.gembourse.stack.fixture.SharedInfrastructure;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A gateway whose users log in at an OpenID provider. */
class ExternalTokensTest {

    private static final FakeService PROVIDER = new FakeService();
    private static final RunningGateway GATEWAY =
            RunningGateway.on(SharedInfrastructure.get().broker(), "--gembourse.gateway.issuer.uri=" + PROVIDER.url());

    private static RSAKey key;
    private final People people = new People(GATEWAY);

    @BeforeAll
    static void aProvider() throws Exception {
        key = new RSAKeyGenerator(2048)
                .keyID("theirs")
                .algorithm(JWSAlgorithm.RS256)
                .generate();
        PROVIDER.on(
                "/.well-known/openid-configuration",
                FakeService.Reply.ok(Map.of(
                        "issuer",
                        PROVIDER.url(),
                        "jwks_uri",
                        PROVIDER.url() + "/keys",
                        "subject_types_supported",
                        List.of("public"))));
        PROVIDER.on("/keys", FakeService.Reply.ok(new JWKSet(key).toJSONObject(true)));
    }

    @AfterAll
    static void stop() {
        GATEWAY.close();
        PROVIDER.close();
    }

    @Test
    void whoTheProviderKnowsGetsAnAccountWithTheFirstVisit() throws Exception {
        people.letAccountsBeOpened();
        String name = People.newName();
        String token = token(name, "PLAYER");

        Answered me = GATEWAY.get("/v1/auth/me", "Authorization", token);

        assertThat(me.status()).as(me.body()).isEqualTo(200);
        assertThat(me.at("/username")).isEqualTo(name);
        assertThat(me.at("/accountStatus")).isEqualTo("OPEN");
        assertThat(GATEWAY.post(
                                "/v1/accounts/" + me.at("/accountId") + "/deposits",
                                "{\"currency\":\"USD\",\"amount\":\"1\"}",
                                "Authorization",
                                token)
                        .status())
                .isEqualTo(202);
        assertThat(GATEWAY.get("/v1/auth/me", "Authorization", token(name, "PLAYER"))
                        .at("/accountId"))
                .as("the same user by another token")
                .isEqualTo(me.at("/accountId"));
        assertThat(GATEWAY.get("/v1/users", "Authorization", token).status()).isEqualTo(403);
    }

    @Test
    void rolesAreTheProviders() throws Exception {
        assertThat(GATEWAY.get("/v1/users", "Authorization", token(People.newName(), "ADMIN"))
                        .status())
                .isEqualTo(200);
        assertThat(GATEWAY.get("/v1/users", "Authorization", token(People.newName(), "EMPEROR"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void tokensForOthersAndOfOthersAreBad() throws Exception {
        assertThat(GATEWAY.get(
                                "/v1/auth/me",
                                "Authorization",
                                token(claims("ada", "PLAYER").audience("other")))
                        .code())
                .isEqualTo("BAD_CREDENTIALS");
        assertThat(GATEWAY.get(
                                "/v1/auth/me",
                                "Authorization",
                                token(claims("ada", "PLAYER").issuer("other")))
                        .code())
                .isEqualTo("BAD_CREDENTIALS");
        RSAKey theirs = key;
        key = new RSAKeyGenerator(2048).keyID("theirs").generate();
        String forged = token("ada", "ADMIN");
        key = theirs;
        assertThat(GATEWAY.get("/v1/auth/me", "Authorization", forged).code()).isEqualTo("BAD_CREDENTIALS");
    }

    @Test
    void passwordsAreNotTaken() {
        assertThat(people.register(People.newName(), People.PASSWORD).code()).isEqualTo("LOGIN_ELSEWHERE");
        assertThat(people.login("admin", RunningGateway.ADMIN_PASSWORD).code()).isEqualTo("LOGIN_ELSEWHERE");
        assertThat(GATEWAY.get("/v1/users").status()).as("API keys go on").isEqualTo(200);
    }

    @Test
    void whoIsKeptOutHereStaysOutWhateverTheProviderSays() throws Exception {
        people.letAccountsBeOpened();
        String name = People.newName();
        String token = token(name, "PLAYER");
        String user = GATEWAY.get("/v1/auth/me", "Authorization", token).at("/userId");

        GATEWAY.sendJson("PATCH", "/v1/users/" + user, "{\"disabled\":true}");

        assertThat(GATEWAY.get("/v1/auth/me", "Authorization", token).code()).isEqualTo("BAD_CREDENTIALS");
        assertThat(GATEWAY.get("/v1/auth/me", "Authorization", token(name, "ADMIN"))
                        .code())
                .as("a new token")
                .isEqualTo("BAD_CREDENTIALS");
        GATEWAY.sendJson("PATCH", "/v1/users/" + user, "{\"disabled\":false}");
        assertThat(GATEWAY.get("/v1/auth/me", "Authorization", token).status()).isEqualTo(200);
    }

    @Test
    void aKeyCanBeWhatANewcomerAsksForFirst() throws Exception {
        people.letAccountsBeOpened();
        String token = token(People.newName(), "PLAYER");

        Answered made =
                GATEWAY.post("/v1/api-keys", "{\"name\":\"bot\",\"scopes\":[\"read\"]}", "Authorization", token);

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String key = RunningGateway.basic(made.at("/key/keyId"), made.at("/secret"));
        Answered me = GATEWAY.get("/v1/auth/me", "Authorization", key);
        assertThat(me.at("/accountStatus")).isEqualTo("OPEN");
        assertThat(me.at("/userId"))
                .isEqualTo(GATEWAY.get("/v1/auth/me", "Authorization", token).at("/userId"));
    }

    @Test
    void aNewcomerWhoseNameIsTakenIsNotWrittenDownAsRegistered() throws Exception {
        String name = People.newName();
        String token = token(name, "PLAYER");
        RunningGateway.shared(); // which opens accounts no more
        GATEWAY.sent.whenTrading(command -> {
            GATEWAY.processor.on(
                    "/v1/operations/" + command.operationId(),
                    FakeService.Reply.ok(Map.of(
                            "operationId", command.operationId().toString(),
                            "kind", "OPEN_ACCOUNT",
                            "status", "REFUSED",
                            "reason", "USERNAME_TAKEN",
                            "detail", "taken",
                            "position", "0.1")));
            GATEWAY.journals.publish(new OperationRefused(
                    command.operationId(),
                    command.accountId(),
                    command.kind(),
                    TradingRefusal.USERNAME_TAKEN,
                    "taken",
                    Instant.now()));
        });

        for (int i = 0; i < 3; i++) {
            Answered me = GATEWAY.get("/v1/auth/me", "Authorization", token);
            assertThat(me.code()).as(me.body()).isEqualTo("USERNAME_TAKEN");
        }

        assertThat(GATEWAY.get("/v1/audit-events?subject=" + name).json().at("/items"))
                .isEmpty();
        assertThat(GATEWAY.get("/v1/users?limit=500").body()).doesNotContain(name);
    }

    private static JWTClaimsSet.Builder claims(String name, String role) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(PROVIDER.url())
                .audience("gembourse")
                .subject("id of " + name)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .jwtID(UUID.randomUUID().toString())
                .claim("preferred_username", name)
                .claim("roles", List.of("offline", role));
    }

    private static String token(String name, String role) throws Exception {
        return token(claims(name, role));
    }

    private static String token(JWTClaimsSet.Builder claims) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("theirs").build(), claims.build());
        token.sign(new RSASSASigner(key));
        return "Bearer " + token.serialize();
    }
}
