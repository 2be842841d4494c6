package dev.gembourse.gateway.token;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.gateway.access.Caller;
import dev.gembourse.gateway.access.Role;
import dev.gembourse.gateway.access.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;

/** What our access tokens say. */
final class Claims {

    static final String USERNAME = "preferred_username";
    static final String ROLES = "roles";
    static final String SCOPE = "scope";
    static final String ACCOUNT = "account_id";
    static final String LOGIN = "sid";

    private Claims() {}

    /**
     * Who a verified token is for.
     *
     * @throws IllegalArgumentException when it does not say what ours say
     */
    static Caller callerOf(Jwt token) {
        String account = token.getClaimAsString(ACCOUNT);
        List<String> roles = token.getClaimAsStringList(ROLES);
        return new Caller(
                UUID.fromString(required(token, JwtClaimNames.SUB)),
                required(token, USERNAME),
                roles == null || roles.isEmpty() ? Role.PLAYER : Role.valueOf(roles.getFirst()),
                Arrays.stream(required(token, SCOPE).split(" ")).map(Scope::of).collect(Collectors.toSet()),
                account == null ? null : AccountId.of(account),
                null);
    }

    private static String required(Jwt token, String claim) {
        String value = token.getClaimAsString(claim);
        if (value == null) {
            throw new IllegalArgumentException("expected the claim " + claim);
        }
        return value;
    }
}
