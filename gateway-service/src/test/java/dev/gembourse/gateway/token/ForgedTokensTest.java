package dev.gembourse.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.FakeService;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that say who somebody is, and lie. Each is made by the way that ours are, with one thing changed. */
class ForgedTokensTest {

    private static final RunningGateway GATEWAY = RunningGateway.shared();
    private static final FakeService STRANGER = new FakeService();

    private static ECKey ours() {
        return GATEWAY.bean(SigningKeys.class).signing();
    }

    private static JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer("gembourse")
                .audience("gembourse")
                .subject(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .jwtID(UUID.randomUUID().toString())
                .claim("preferred_username", "mallory")
                .claim("roles", List.of("ADMIN"))
                .claim("scope", "read trade fund admin");
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(ours().getKeyID());
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws Exception {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String good(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        return signed(header().build(), change.apply(claims()).build(), new ECDSASigner(ours()));
    }

    private static String unsigned(String header, JWTClaimsSet claims, String signature) {
        return Base64URL.encode(header) + "." + Base64URL.encode(claims.toString()) + "." + signature;
    }

    static Stream<Map.Entry<String, String>> forgeries() throws Exception {
        ECKey ours = ours();
        ECKey theirs = new ECKeyGenerator(Curve.P_256).keyID(ours.getKeyID()).generate();
        ECKey unknown = new ECKeyGenerator(Curve.P_256).keyID("theirs").generate();
        ECDSASigner theirSigner = new ECDSASigner(theirs);
        String good = good(all -> all);
        String[] parts = good.split("\\.");
        byte[] publicKey = ours.toPublicKey().getEncoded();
        STRANGER.on(
                "/jwks",
                FakeService.Reply.ok(Map.of("keys", List.of(theirs.toPublicJWK().toJSONObject()))));
        URI jwks = URI.create(STRANGER.url() + "/jwks");
        Map<String, String> all = new LinkedHashMap<>();
        all.put("alg none", unsigned("{\"alg\":\"none\",\"typ\":\"at+jwt\"}", claims().build(), ""));
        all.put("alg None", unsigned("{\"alg\":\"None\",\"typ\":\"at+jwt\"}", claims().build(), ""));
        all.put("alg NONE and a signature", unsigned("{\"alg\":\"NONE\"}", claims().build(), parts[2]));
        all.put("no signature", parts[0] + "." + parts[1] + ".");
        all.put("no third part", parts[0] + "." + parts[1]);
        all.put("another token's signature", good(more -> more.claim("x", 1)).replaceAll("[^.]*$", parts[2]));
        all.put(
                "a claim changed",
                parts[0] + "." + Base64URL.encode(claims().build().toString()) + "." + parts[2]);
        all.put("a signature of zeros", parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[64]));
        all.put("a signature cut short", good.substring(0, good.length() - 10));
        all.put("our key id, another key", signed(header().build(), claims().build(), theirSigner));
        all.put(
                "another key id, another key",
                signed(header().keyID("theirs").build(), claims().build(), new ECDSASigner(unknown)));
        all.put("no key id, another key", signed(header().keyID(null).build(), claims().build(), theirSigner));
        all.put("a key id of SQL", signed(header().keyID("' or '1'='1").build(), claims().build(), theirSigner));
        all.put("a key id of a path", signed(header().keyID("../../dev/null").build(), claims().build(), theirSigner));
        all.put("jku", signed(header().jwkURL(jwks).build(), claims().build(), theirSigner));
        all.put("jwk", signed(header().jwk(theirs.toPublicJWK()).build(), claims().build(), theirSigner));
        all.put("x5u", signed(header().x509CertURL(jwks).build(), claims().build(), theirSigner));
        all.put(
                "HS256 with our public key as the secret",
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .type(new JOSEObjectType("at+jwt"))
                                .keyID(ours.getKeyID())
                                .build(),
                        claims().build(),
                        new MACSigner(publicKey)));
        all.put(
                "RS256",
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID(ours.getKeyID())
                                .build(),
                        claims().build(),
                        new RSASSASigner(new RSAKeyGenerator(2048).generate())));
        all.put(
                "expired",
                good(more -> more.expirationTime(Date.from(Instant.now().minusSeconds(1)))));
        all.put("without an expiry", good(more -> more.expirationTime(null)));
        all.put(
                "not yet good",
                good(more -> more.notBeforeTime(Date.from(Instant.now().plusSeconds(60)))));
        all.put("of another issuer", good(more -> more.issuer("https://elsewhere.example")));
        all.put("for another audience", good(more -> more.audience("elsewhere")));
        all.put("for no audience", good(more -> more.audience((String) null)));
        all.put("without a subject", good(more -> more.subject(null)));
        all.put("a subject that is no user", good(more -> more.subject("root")));
        all.put("a role that there is not", good(more -> more.claim("roles", List.of("EMPEROR"))));
        all.put("a scope that there is not", good(more -> more.claim("scope", "everything")));
        all.put("an account that is none", good(more -> more.claim("account_id", "*")));
        all.put(
                "an id token",
                signed(header().type(JOSEObjectType.JWT).build(), claims().build(), new ECDSASigner(ours)));
        all.put(
                "a critical header",
                signed(
                        header().criticalParams(Set.of("b64x"))
                                .customParam("b64x", 1)
                                .build(),
                        claims().build(),
                        new ECDSASigner(ours)));
        all.put("oversized", good(more -> more.claim("x", "x".repeat(3_200))));
        all.put("not base64", "a.b%.c");
        all.put("nothing", "");
        all.put("dots", "..");
        all.put("five parts", "a.b.c.d.e");
        all.put("words", "let me in");
        return all.entrySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void aForgedTokenIsAnsweredAsAnyOther(Map.Entry<String, String> forgery) {
        Answered answer = GATEWAY.get("/v1/auth/me", "Authorization", "Bearer " + forgery.getValue());

        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("BAD_CREDENTIALS");
        assertThat(answer.at("/detail"))
                .isEqualTo(
                        GATEWAY.get("/v1/auth/me", "Authorization", "Bearer x").at("/detail"));
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.body()).doesNotContain("JWT", "jose", "xception", "mallory");
        assertThat(GATEWAY.get("/v1/assets", "Authorization", "Bearer " + forgery.getValue())
                        .status())
                .as("on a route for everybody")
                .isEqualTo(401);
        assertThat(STRANGER.asked()).isEmpty();
    }

    /** Otherwise this whole test would hold of tokens that are bad for another reason. */
    @Test
    void whatTheForgeriesAreMadeFromIsGood() throws Exception {
        Answered answer = GATEWAY.get("/v1/users", "Authorization", "Bearer " + good(all -> all));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void theKeysThatArePublishedHaveNoPrivateHalf() {
        Answered answer = GATEWAY.get("/.well-known/jwks.json", "Authorization", RunningGateway.NOBODY);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/keys/0/alg")).isEqualTo("ES256");
        assertThat(answer.at("/keys/0/kid")).isEqualTo(ours().getKeyID());
        assertThat(answer.json().at("/keys/0").has("d")).isFalse();
    }
}
