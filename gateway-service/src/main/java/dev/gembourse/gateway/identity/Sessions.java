package dev.gembourse.gateway.identity;

import dev.gembourse.events.value.Username;
import dev.gembourse.gateway.access.Caller;
import dev.gembourse.gateway.access.Role;
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
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Registering, logging in, and staying so. */
@Component
class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final Users users;
    private final Passwords passwords;
    private final RefreshTokens logins;
    private final AccessTokens tokens;
    private final AccountOpening accounts;
    private final LoginAttempts attempts;
    private final AuditTrail audit;
    private final IssuerSettings issuer;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Sessions(
            Users users,
            Passwords passwords,
            RefreshTokens logins,
            AccessTokens tokens,
            AccountOpening accounts,
            LoginAttempts attempts,
            AuditTrail audit,
            IssuerSettings issuer,
            TransactionTemplate transaction,
            Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.logins = logins;
        this.tokens = tokens;
        this.accounts = accounts;
        this.attempts = attempts;
        this.audit = audit;
        this.issuer = issuer;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Makes a user, with an account that is opened, and logs them in.
     *
     * @throws ProblemException USERNAME_TAKEN
     */
    SessionView register(Username name, Password password, HttpServletRequest request) {
        requireOurOwn();
        attempts.allow(name, request);
        if (users.find(name).isPresent()) {
            throw taken(name);
        }
        UUID id = UUID.randomUUID();
        User user = new User(
                id,
                name,
                passwords.hash(password.value()),
                Role.PLAYER,
                User.accountOf(id),
                false,
                false,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        add(user, "", request);
        return begin(user, isOpen(user, request));
    }

    /**
     * Logs a user in.
     *
     * @throws ProblemException LOGIN_FAILED when there is none of this name and password, whichever is wrong
     */
    SessionView login(Username name, String password, HttpServletRequest request) {
        requireOurOwn();
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
        if (known.isEmpty() && !issuer.isExternal()) {
            throw Unauthenticated.because(ProblemCode.BAD_CREDENTIALS);
        }
        User user = known.orElseGet(() -> newcomer(caller, request));
        return UserView.of(user, isOpen(user, request));
    }

    private User newcomer(Caller caller, HttpServletRequest request) {
        Username name = new Username(caller.username());
        User user = new User(
                caller.userId(),
                name,
                Passwords.NONE,
                Role.PLAYER,
                caller.account(),
                false,
                false,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        add(user, issuer.uri(), request);
        return user;
    }

    /**
     * Uses a refresh token up for a new one and a new access token.
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
        return view(user.get(), login.get(), isOpen(user.get(), request));
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

    private void add(User user, String from, HttpServletRequest request) {
        transaction.executeWithoutResult(ignored -> {
            if (!users.add(user)) {
                throw taken(user.username());
            }
            audit.add(AuditKind.REGISTERED, user.username().folded(), from, request);
        });
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

    /** Whoever can log in may do so while Kafka is away; their account is opened next time. */
    private boolean isOpen(User user, HttpServletRequest request) {
        try {
            return accounts.open(user, Trace.of(request));
        } catch (ProblemException e) {
            if (e.code().isPassing()) {
                LOG.warn("the account of {} cannot be opened right now: {}", user, e.getMessage());
                return false;
            }
            throw e;
        }
    }

    private void requireOurOwn() {
        if (issuer.isExternal()) {
            throw ProblemException.of(ProblemCode.LOGIN_ELSEWHERE, "log in at " + issuer.uri());
        }
    }

    private ProblemException refuse(Username name, HttpServletRequest request) {
        audit.add(AuditKind.LOGIN_FAILED, name.folded(), "", request);
        return ProblemException.of(ProblemCode.LOGIN_FAILED);
    }

    private static ProblemException taken(Username name) {
        return ProblemException.of(ProblemCode.USERNAME_TAKEN, "another user has the name " + name);
    }
}
