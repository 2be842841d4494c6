package dev.gembourse.gateway.identity;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import dev.gembourse.gateway.access.Caller;
import dev.gembourse.gateway.access.Role;
import dev.gembourse.gateway.access.Unauthenticated;
import dev.gembourse.gateway.apikey.Owners;
import dev.gembourse.gateway.audit.AuditKind;
import dev.gembourse.gateway.audit.AuditTrail;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.token.IssuerSettings;
import dev.gembourse.gateway.trace.Trace;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes users: of those who register here, and of those whom an OpenID provider sends. */
@Component
class Newcomers implements Owners {

    /** A new user, and whether their account is open already. */
    record Newcomer(User user, boolean accountOpen) {}

    private final Users users;
    private final Passwords passwords;
    private final AccountOpening accounts;
    private final LoginAttempts attempts;
    private final AuditTrail audit;
    private final IssuerSettings issuer;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Newcomers(
            Users users,
            Passwords passwords,
            AccountOpening accounts,
            LoginAttempts attempts,
            AuditTrail audit,
            IssuerSettings issuer,
            TransactionTemplate transaction,
            Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.accounts = accounts;
        this.attempts = attempts;
        this.audit = audit;
        this.issuer = issuer;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Makes a player, then opens their account: whatever dies in between, nobody has an account under a name that is not theirs.
     *
     * @throws ProblemException USERNAME_TAKEN; LOGIN_ELSEWHERE
     */
    Newcomer register(Username name, Password password, HttpServletRequest request) {
        issuer.requireNone();
        attempts.allow(name, request);
        if (users.find(name).isPresent()) {
            throw taken(name);
        }
        UUID id = UUID.randomUUID();
        User user = player(id, name, passwords.hash(password.value()), User.accountOf(id));
        if (!add(user, "", request)) {
            throw taken(name);
        }
        return new Newcomer(user, accounts.openIfPossible(user, Trace.of(request)));
    }

    /**
     * Opens the account of somebody who comes from the provider, then makes them a user: they are the same user each time they come,
     * so that nothing is written of one whom settlement refuses each time.
     *
     * @throws ProblemException USERNAME_TAKEN; BAD_CREDENTIALS when users are made here only
     */
    Newcomer visit(Caller caller, HttpServletRequest request) {
        if (!issuer.isExternal()) {
            throw Unauthenticated.because(ProblemCode.BAD_CREDENTIALS);
        }
        Username name = new Username(caller.username());
        if (users.find(name)
                .filter(other -> !other.id().equals(caller.userId()))
                .isPresent()) {
            throw taken(name);
        }
        User user = player(caller.userId(), name, Passwords.NONE, caller.account());
        boolean open = accounts.openIfPossible(user, Trace.of(request));
        if (!add(user, issuer.uri(), request) && users.find(user.id()).isEmpty()) {
            throw taken(name);
        }
        if (open) {
            users.accountOpened(user.id(), clock.instant());
        }
        return new Newcomer(user, open);
    }

    @Override
    public void welcome(Caller caller, HttpServletRequest request) {
        if (users.find(caller.userId()).isEmpty()) {
            visit(caller, request);
        }
    }

    private User player(UUID id, Username name, String password, @Nullable AccountId account) {
        return new User(
                id,
                name,
                password,
                Role.PLAYER,
                account,
                false,
                false,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** Whether the user was added; not when there is one of this name. */
    private boolean add(User user, String from, HttpServletRequest request) {
        return Boolean.TRUE.equals(transaction.execute(ignored -> {
            boolean added = users.add(user);
            if (added) {
                audit.add(AuditKind.REGISTERED, user.username().folded(), from, request);
            }
            return added;
        }));
    }

    private static ProblemException taken(Username name) {
        return ProblemException.of(ProblemCode.USERNAME_TAKEN, "another user has the name " + name);
    }
}
