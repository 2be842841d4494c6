package dev.gembourse.gateway.access;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, by credentials that were checked.
 *
 * @param account their own account; null when they have none
 * @param keyId the API key that they used; null in a session
 */
public record Caller(
        UUID userId,
        String username,
        Role role,
        Set<Scope> scopes,
        @Nullable AccountId account,
        @Nullable String keyId) {

    private static final String ATTRIBUTE = Caller.class.getName();

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /**
     * Who sent a request.
     *
     * @throws ProblemException UNAUTHENTICATED when it came without credentials
     */
    public static Caller of(HttpServletRequest request) {
        Caller caller = orNobody(request);
        if (caller == null) {
            throw Unauthenticated.because(ProblemCode.UNAUTHENTICATED);
        }
        return caller;
    }

    /** Who sent a request; null when it came without credentials. */
    public static @Nullable Caller orNobody(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : null;
    }

    void remember(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Within which an idempotency key that belongs to no account is one key. */
    public String keyScope() {
        return "user:" + userId + ':';
    }

    /**
     * Goes on if a rule lets them use a route.
     *
     * @throws ProblemException FORBIDDEN when it does not
     */
    public void require(Rule rule) {
        if (rule.role() != null && !role.includes(rule.role())) {
            throw ProblemException.of(
                    ProblemCode.FORBIDDEN, "expected the role " + rule.role() + " or above but got " + role);
        }
        if (rule.scope() != null && !scopes.contains(rule.scope())) {
            throw ProblemException.of(
                    ProblemCode.FORBIDDEN,
                    "expected credentials with the scope " + rule.scope().text());
        }
        if (keyId != null && (rule == Rule.SESSION || (rule == Rule.DELEGATE && !scopes.contains(Scope.ADMIN)))) {
            throw ProblemException.of(ProblemCode.FORBIDDEN, "expected an access token, not an API key");
        }
    }

    /** Whether an account is theirs, or a rule lets them at everybody's. */
    public boolean reaches(@Nullable AccountId whose, Rule rule) {
        return (whose != null && whose.equals(account))
                || (rule.forOthers() != null && role.includes(rule.forOthers()));
    }

    /**
     * Goes on if they may do what the rule is about, and to this account.
     *
     * @throws ProblemException FORBIDDEN; ACCOUNT_NOT_FOUND for somebody else's account, whether there is one or not
     */
    public void requireReach(AccountId whose, Rule rule) {
        require(rule);
        if (!reaches(whose, rule)) {
            throw ProblemException.of(ProblemCode.ACCOUNT_NOT_FOUND);
        }
    }
}
