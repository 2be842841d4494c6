package dev.gembourse.gateway.identity;

import dev.gembourse.events.value.Username;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.PageView;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Caller;
import dev.gembourse.gateway.access.KnownCredentials;
import dev.gembourse.gateway.access.Role;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.audit.AuditKind;
import dev.gembourse.gateway.audit.AuditTrail;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.token.IssuerSettings;
import dev.gembourse.gateway.upstream.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lets admins see users, give them roles, and keep them out. */
@Tag(name = "Identity")
@RestController
@RequestMapping("/v1/users")
class UserController {

    private static final int ORDINARY_PAGE = 50;
    private static final int LARGEST_PAGE = 500;

    record UserChange(@Nullable Role role, @Nullable Boolean disabled) {}

    private final Users users;
    private final KnownCredentials known;
    private final RefreshTokens logins;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final IssuerSettings issuer;
    private final Clock clock;

    UserController(
            Users users,
            KnownCredentials known,
            RefreshTokens logins,
            AuditTrail audit,
            TransactionTemplate transaction,
            IssuerSettings issuer,
            Clock clock) {
        this.users = users;
        this.known = known;
        this.logins = logins;
        this.audit = audit;
        this.transaction = transaction;
        this.issuer = issuer;
        this.clock = clock;
    }

    @Operation(summary = "List users by name")
    @Access(Rule.ADMINISTER)
    @GetMapping
    Listing<UserView> users(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        Paging paging = Paging.of(cursor, limit, ORDINARY_PAGE, LARGEST_PAGE);
        List<User> found = users.list(after(cursor), paging.limit() + 1);
        boolean more = found.size() > paging.limit();
        List<User> page = more ? found.subList(0, paging.limit()) : found;
        return new Listing<>(
                page.stream().map(user -> UserView.of(user, user.accountOpen())).toList(),
                new PageView(paging.limit(), more ? page.getLast().username().folded() : null));
    }

    @Operation(
            summary = "Change a user",
            description =
                    "Gives a role, or keeps the user out. API keys follow at once (within a minute on other gateways), access tokens when they expire. Tokens of an OpenID provider, which gives the roles itself, follow as API keys do.")
    @Access(Rule.ADMINISTER)
    @PatchMapping("/{userId}")
    UserView changeUser(@PathVariable UUID userId, @RequestBody UserChange change, HttpServletRequest request) {
        if (Caller.of(request).userId().equals(userId)) {
            throw ProblemException.of(ProblemCode.FORBIDDEN, "expected another user: nobody may lock themselves out");
        }
        UUID admin = Caller.of(request).userId();
        transaction.executeWithoutResult(ignored -> {
            Stream.of(admin, userId).sorted().forEach(users::lock);
            requireStillAdmin(admin);
            User user = users.find(userId).orElseThrow(() -> ProblemException.of(ProblemCode.USER_NOT_FOUND));
            if (change.role != null && change.role != user.role()) {
                users.setRole(userId, change.role);
                audit.add(
                        AuditKind.ROLE_CHANGED, user.username().folded(), user.role() + " to " + change.role, request);
            }
            if (change.disabled != null && change.disabled != user.disabled()) {
                users.setDisabled(userId, change.disabled ? clock.instant() : null);
                if (change.disabled) {
                    logins.endAll(userId);
                }
                audit.add(
                        change.disabled ? AuditKind.USER_DISABLED : AuditKind.USER_ENABLED,
                        user.username().folded(),
                        "",
                        request);
            }
        });
        known.forgetUser(userId);
        return users.find(userId)
                .map(changed -> UserView.of(changed, changed.accountOpen()))
                .orElseThrow(() -> ProblemException.of(ProblemCode.USER_NOT_FOUND));
    }

    /** A role that was taken is in access tokens for a while; it gives nobody another one meanwhile. */
    private void requireStillAdmin(UUID caller) {
        boolean isAdmin = issuer.isExternal()
                || users.find(caller)
                        .filter(user -> user.role() == Role.ADMIN && !user.disabled())
                        .isPresent();
        if (!isAdmin) {
            throw ProblemException.of(ProblemCode.FORBIDDEN, "expected the role ADMIN but it was taken");
        }
    }

    private static @Nullable Username after(@Nullable String cursor) {
        try {
            return cursor == null ? null : new Username(cursor);
        } catch (IllegalArgumentException e) {
            throw Paging.badCursor();
        }
    }
}
