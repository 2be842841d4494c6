package dev.gembourse.gateway.token;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import dev.gembourse.events.value.Uuids;
import dev.gembourse.gateway.access.Caller;
import dev.gembourse.gateway.access.Credentials;
import dev.gembourse.gateway.access.Role;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.stereotype.Component;

/**
 * Checks access tokens of an OpenID provider, if one is configured. Its users get ids that follow from issuer and subject, and so
 * do their accounts. One that was good is taken for good for a minute, and for ten while the database is away: to keep a user out
 * takes so long on the other gateways, however long the provider's tokens live.
 */
@Component
class ExternalTokens implements Credentials {

    private static final Logger LOG = LoggerFactory.getLogger(ExternalTokens.class);
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration USABLE = Duration.ofMinutes(10);

    private final IssuerSettings issuer;
    private final KeptOut keptOut;
    private final Clock clock;
    private final JwtDecoder decoder;

    ExternalTokens(IssuerSettings issuer, KeptOut keptOut, Clock clock) {
        this.issuer = issuer;
        this.keptOut = keptOut;
        this.clock = clock;
        this.decoder = new SupplierJwtDecoder(() -> decoder(issuer, clock)); // the provider may be away now
    }

    @Override
    public String scheme() {
        return "Bearer";
    }

    @Override
    public Optional<Checked> check(String token) {
        if (!issuer.isExternal()) {
            return Optional.empty();
        }
        try {
            Jwt verified = decoder.decode(token);
            Instant until = verified.getExpiresAt();
            return until == null ? Optional.empty() : letIn(callerOf(verified), until);
        } catch (BadJwtException | IllegalArgumentException e) {
            LOG.debug("a token is not good: {}", e.toString());
            return Optional.empty();
        } catch (JwtException | JwtDecoderInitializationException e) {
            LOG.warn("the provider {} does not answer as it should: {}", issuer.uri(), e.toString());
            throw ProblemException.of(ProblemCode.SERVICE_UNAVAILABLE, "the OpenID provider does not answer right now");
        }
    }

    private Optional<Checked> letIn(Caller caller, Instant until) {
        Instant now = clock.instant();
        try {
            return keptOut.isKeptOut(caller.userId())
                    ? Optional.empty()
                    : Optional.of(
                            new Checked(caller, earlier(now.plus(FRESH), until), earlier(now.plus(USABLE), until)));
        } catch (DataAccessException e) {
            throw ProblemException.of(ProblemCode.SERVICE_UNAVAILABLE, "users cannot be looked up right now");
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Caller callerOf(Jwt token) {
        if (token.getSubject() == null) {
            throw new IllegalArgumentException("expected a subject");
        }
        UUID user = Uuids.nameBased("user " + token.getSubject() + " of " + issuer.uri());
        Role role = role(token.getClaimAsStringList(issuer.roleClaim()));
        return new Caller(
                user,
                nameOf(token.getClaimAsString(Claims.USERNAME), user),
                role,
                role.scopes(),
                new AccountId(Uuids.nameBased("account of user " + user)),
                null);
    }

    private static Role role(@Nullable List<String> names) {
        return names == null
                ? Role.PLAYER
                : Arrays.stream(Role.values())
                        .filter(role -> names.contains(role.name()))
                        .reduce(Role.PLAYER, (lower, higher) -> higher);
    }

    /** Their name there, if it can be one here. */
    private static String nameOf(@Nullable String name, UUID user) {
        try {
            return new Username(name == null ? "" : name).value();
        } catch (IllegalArgumentException e) {
            return "player-" + user.toString().substring(0, 8);
        }
    }

    private static NimbusJwtDecoder decoder(IssuerSettings issuer, Clock clock) {
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withIssuerLocation(issuer.uri()).build();
        JwtTimestampValidator times = new JwtTimestampValidator(Duration.ZERO);
        times.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                List.of(times, new JwtIssuerValidator(issuer.uri()), new JwtAudienceValidator(issuer.audience()))));
        return decoder;
    }
}
