package dev.gembourse.gateway.token;

import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An OpenID provider that knows the users, instead of the gateway. Empty unless an operator names one.
 *
 * @param uri as in the claim {@code iss}; its keys are found by OpenID Connect Discovery
 * @param audience who its tokens must be for
 * @param roleClaim the claim with the user's roles; of several that we know the highest counts, and without one they are a PLAYER
 */
@ConfigurationProperties("gembourse.gateway.issuer")
public record IssuerSettings(
        @DefaultValue("") String uri,
        @DefaultValue("gembourse") String audience,
        @DefaultValue("roles") String roleClaim) {

    public boolean isExternal() {
        return !uri.isEmpty();
    }

    /**
     * Goes on if users have passwords here.
     *
     * @throws ProblemException LOGIN_ELSEWHERE
     */
    public void requireNone() {
        if (isExternal()) {
            throw ProblemException.of(ProblemCode.LOGIN_ELSEWHERE, "log in at " + uri);
        }
    }
}
