package dev.gembourse.gateway.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gembourse.gateway.access.Caller;
import dev.gembourse.gateway.access.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Makes access tokens: JWTs by RFC 9068, signed with ES256. */
@Component
public class AccessTokens {

    static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    static final String AUDIENCE = "gembourse";

    private final SigningKeys keys;
    private final TokenSettings settings;
    private final Clock clock;

    AccessTokens(SigningKeys keys, TokenSettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /** How long each is good. */
    public Duration lifetime() {
        return settings.lifetime();
    }

    /**
     * A token for a user who has just shown who they are.
     *
     * @param loginId the login that it belongs to
     */
    public String issue(Caller user, UUID loginId) {
        ECKey key = keys.signing();
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .audience(AUDIENCE)
                .subject(user.userId().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(settings.lifetime())))
                .jwtID(UUID.randomUUID().toString())
                .claim(Claims.LOGIN, loginId.toString())
                .claim(Claims.USERNAME, user.username())
                .claim(Claims.ROLES, List.of(user.role().name()))
                .claim(
                        Claims.SCOPE,
                        user.scopes().stream().sorted().map(Scope::text).collect(Collectors.joining(" ")));
        if (user.account() != null) {
            claims.claim(Claims.ACCOUNT, user.account().toString());
        }
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(TYPE)
                .keyID(key.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims.build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("expected to sign with key " + key.getKeyID(), e);
        }
        return token.serialize();
    }
}
