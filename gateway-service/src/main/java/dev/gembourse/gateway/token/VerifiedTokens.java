package dev.gembourse.gateway.token;

import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import dev.gembourse.gateway.access.Credentials;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/**
 * Checks access tokens. Only ES256 is taken, only our own keys are, by their ids, and whatever else a token's header names
 * (addresses of keys, keys) is passed over.
 */
@Component
class VerifiedTokens implements Credentials {

    private static final Logger LOG = LoggerFactory.getLogger(VerifiedTokens.class);

    private final JwtDecoder decoder;

    VerifiedTokens(SigningKeys keys, TokenSettings settings, Clock clock) {
        this.decoder = decoder(keys, settings, clock);
    }

    @Override
    public String scheme() {
        return "Bearer";
    }

    @Override
    public Optional<Checked> check(String token) {
        try {
            Jwt verified = decoder.decode(token);
            Instant until = verified.getExpiresAt();
            return until == null ? Optional.empty() : Optional.of(new Checked(Claims.callerOf(verified), until, until));
        } catch (JwtException e) {
            if (e.getCause() instanceof RemoteKeySourceException) {
                throw ProblemException.of(
                        ProblemCode.SERVICE_UNAVAILABLE, "signing keys cannot be looked up right now");
            }
            LOG.debug("a token is not good: {}", e.toString());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            LOG.debug("a token is not good: {}", e.toString());
            return Optional.empty();
        }
    }

    /** The keys that a token may have been signed with. Others are looked for only if their id could be one of ours. */
    private static List<JWK> select(JWKSelector selector, SigningKeys keys) throws RemoteKeySourceException {
        List<JWK> found = selector.select(keys.all());
        if (!found.isEmpty() || !couldBeOurs(selector.getMatcher().getKeyIDs())) {
            return found;
        }
        boolean sawAll = keys.lookForNew();
        List<JWK> again = selector.select(keys.all());
        if (again.isEmpty() && !sawAll) {
            throw new RemoteKeySourceException("the signing keys cannot be looked up", null);
        }
        return again;
    }

    private static boolean couldBeOurs(@Nullable Set<@Nullable String> ids) {
        return ids != null && ids.stream().allMatch(id -> id != null && SigningKeys.isId(id));
    }

    private static NimbusJwtDecoder decoder(SigningKeys keys, TokenSettings settings, Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource((selector, ignored) -> select(selector, keys))
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .jwtProcessorCustomizer(processor ->
                        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(AccessTokens.TYPE)))
                .build();
        JwtTimestampValidator times = new JwtTimestampValidator(Duration.ZERO);
        times.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(List.of(
                times, new JwtIssuerValidator(settings.issuer()), new JwtAudienceValidator(AccessTokens.AUDIENCE))));
        return decoder;
    }
}
