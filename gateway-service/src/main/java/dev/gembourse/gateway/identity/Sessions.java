package dev.gembourse.gateway.identity;

import dev.gembourse.events.value.Username;
import dev.gembourse.gateway.access.Caller;
import dev.gembourse.gateway.access.Secret;
import dev.gembourse.gateway.access.Unauthenticated;
import dev.gembourse.gateway.audit.AuditKind;
import dev.gembourse.gateway.audit.AuditTrail;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.token.AccessTokens;
import dev.gembourse.gateway.token.IssuerSettings;
import dev.gembourse.gateway.trace.Trace;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Logging in, and staying so. */
@Component
class Sessions {

    private final Newcomers newcomers;
    private final Users users;
    private final Passwords passwords;
    private final RefreshTokens logins;
    private final AccessTokens tokens;
    private final AccountOpening accounts;
    private final LoginAttempts attempts;
    private final AuditTrail audit;
    private final IssuerSettings issuer;
    private final TransactionTemplate transaction;

    Sessions(
            Newcomers newcomers,
            Users users,
            Passwords passwords,
            RefreshTokens logins,
            AccessTokens tokens,
            AccountOpening accounts,
            LoginAttempts attempts,
            AuditTrail audit,
            IssuerSettings issuer,
            TransactionTemplate transaction) {
        this.newcomers = newcomers;
        this.users = users;
        this.passwords = passwords;
        this.logins = logins;
        this.tokens = tokens;
        this.accounts = accounts;
        this.attempts = attempts;
        this.audit = audit;
        this.issuer = issuer;
        this.transaction = transaction;
    }

    /**
     * Makes a user, with an account that is opened, and logs them in.
     *
     * @throws ProblemException USERNAME_TAKEN
     */
    SessionView register(Username name, Password password, HttpServletRequest request) {
        Newcomers.Newcomer newcomer = newcomers.register(name, password, request);
        return begin(newcomer.user(), newcomer.accountOpen());
    }

    /**
     * Logs a user in.
     *
     * @throws ProblemException LOGIN_FAILED when there is none of this name and password, whichever is wrong
     */
    SessionView login(Username name, String password, HttpServletRequest request) {
        issuer.requireNone();
        attempts.allow(name, request);
        Optional<User> found = users.find(name);
        if (found.isEmpty()) {
            passwords.matchNobody(password);
            throw refuse(name, request);
        }
        User user = found.get();
        if (!passwords.matches(password, user.password()) || user.disabled()) {
            throw refuse(name, request);
        }
        if (passwords.isOutdated(user.password())) {
            users.setPassword(user.id(), passwords.hash(password));
        }
        attempts.succeeded(name, request);
        audit.add(AuditKind.LOGGED_IN, name.folded(), "", request);
        return begin(user, isOpen(user, request));
    }

    /** Who somebody is; whoever comes from an OpenID provider for the first time becomes a user with an account. */
    UserView me(Caller caller, HttpServletRequest request) {
        Optional<User> known = users.find(caller.userId());
        if (known.isEmpty()) {
            Newcomers.Newcomer newcomer = newcomers.visit(caller, request);
            return UserView.of(newcomer.user(), newcomer.accountOpen());
        }
        return UserView.of(known.get(), isOpen(known.get(), request));
    }

    /**
     * Uses a refresh token up for a new one and a new access token. Waits for nothing but the database: whoever gives an answer up
     * and asks again sends a token that was used. An account that is still to be opened is asked for by {@link #me}.
     *
     * @throws ProblemException BAD_CREDENTIALS when it is not good
     */
    SessionView refresh(Secret token, HttpServletRequest request) {
        Optional<RefreshTokens.Login> login = logins.refresh(token);
        Optional<User> user = login.flatMap(good -> users.find(good.userId())).filter(found -> !found.disabled());
        if (login.isEmpty() || user.isEmpty()) {
            logins.ownerOf(token)
                    .flatMap(users::find)
                    .ifPresent(owner -> audit.add(
                            AuditKind.REFRESH_FAILED, owner.username().folded(), "used or ended before", request));
            throw Unauthenticated.because(ProblemCode.BAD_CREDENTIALS);
        }
        return view(user.get(), login.get(), user.get().accountOpen());
    }

    /** Ends the login of a refresh token; nothing if it has none. */
    void logout(Secret token, HttpServletRequest request) {
        logins.end(token)
                .flatMap(users::find)
                .ifPresent(
                        user -> audit.add(AuditKind.LOGGED_OUT, user.username().folded(), "", request));
    }

    /**
     * Changes a password and ends all logins.
     *
     * @throws ProblemException LOGIN_FAILED when the old one is wrong
     */
    SessionView changePassword(UUID userId, String before, Password after, HttpServletRequest request) {
        User user = users.find(userId)
                .filter(known -> !known.disabled())
                .orElseThrow(() -> Unauthenticated.because(ProblemCode.BAD_CREDENTIALS));
        attempts.allow(user.username(), request);
        if (!passwords.matches(before, user.password())) {
            throw refuse(user.username(), request);
        }
        String hash = passwords.hash(after.value());
        transaction.executeWithoutResult(ignored -> {
            users.setPassword(userId, hash);
            logins.endAll(userId);
            audit.add(AuditKind.PASSWORD_CHANGED, user.username().folded(), "", request);
        });
        return begin(user, user.accountOpen());
    }

    private SessionView begin(User user, boolean accountOpen) {
        return view(user, logins.begin(user.id()), accountOpen);
    }

    private SessionView view(User user, RefreshTokens.Login login, boolean accountOpen) {
        return new SessionView(
                tokens.issue(user.caller(), login.id()),
                "Bearer",
                tokens.lifetime().toSeconds(),
                login.next().text(),
                UserView.of(user, accountOpen));
    }

    private boolean isOpen(User user, HttpServletRequest request) {
        return accounts.openIfPossible(user, Trace.of(request));
    }

    private ProblemException refuse(Username name, HttpServletRequest request) {
        audit.add(AuditKind.LOGIN_FAILED, name.folded(), "", request);
        return ProblemException.of(ProblemCode.LOGIN_FAILED);
    }
}
