package dev.gembourse.gateway.apikey;

import dev.gembourse.events.view.Listing;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Caller;
import dev.gembourse.gateway.access.KnownCredentials;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.access.Scope;
import dev.gembourse.gateway.access.Secret;
import dev.gembourse.gateway.audit.AuditKind;
import dev.gembourse.gateway.audit.AuditTrail;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.upstream.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets users make keys for their bots and services. */
@Tag(name = "Identity")
@RestController
@RequestMapping("/v1/api-keys")
class ApiKeyController {

    private static final int MOST = 100;

    /** With those that were revoked or have expired and are not deleted yet, so that nobody fills tables by making and revoking. */
    private static final int MOST_WITH_OLD = 1_000;

    private static final int ORDINARY_PAGE = 50;
    private static final int LARGEST_PAGE = 500;
    private static final int LONGEST_NAME = 100;

    /**
     * Asks for a key.
     *
     * @param scopes what it may be used for; at most what its user may do
     * @param expiresAt when it stops being good; absent for never
     */
    record KeyRequest(
            String name, Set<Scope> scopes, @Nullable Instant expiresAt) {}

    /**
     * A new key.
     *
     * @param secret shown this once
     */
    record NewKey(ApiKey key, Secret secret) {}

    private final ApiKeys keys;
    private final Owners owners;
    private final KnownCredentials known;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ApiKeyController(
            ApiKeys keys,
            Owners owners,
            KnownCredentials known,
            AuditTrail audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.keys = keys;
        this.owners = owners;
        this.known = known;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Operation(
            summary = "Make an API key",
            description =
                    "Send it by HTTP Basic authentication: the id as the user, the secret as the password. The secret is shown this once.")
    @ApiResponse(responseCode = "201", description = "The key, with its secret.")
    @Access(Rule.SESSION)
    @PostMapping
    ResponseEntity<NewKey> createApiKey(@RequestBody KeyRequest request, HttpServletRequest http) {
        Caller caller = Caller.of(http);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        check(request, caller, now);
        owners.welcome(caller, http);
        String id = KeyId.random();
        Secret secret = Secret.random();
        transaction.executeWithoutResult(ignored -> {
            ApiKeys.Count count = keys.count(caller.userId(), now);
            if (count.good() >= MOST || count.all() >= MOST_WITH_OLD) {
                throw ProblemException.of(ProblemCode.TOO_MANY_API_KEYS);
            }
            keys.set(id, caller.userId(), secret, request.name, request.scopes, now, request.expiresAt);
            audit.add(AuditKind.API_KEY_CREATED, id, request.scopes.toString(), http);
        });
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(new NewKey(new ApiKey(id, request.name, request.scopes, now, request.expiresAt, null), secret));
    }

    @Operation(
            summary = "List your API keys, oldest first",
            description = "Also those that were revoked or have expired, for 30 days.")
    @Access(Rule.PERSONAL)
    @GetMapping
    Listing<ApiKey> apiKeys(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            HttpServletRequest http) {
        Paging paging = Paging.of(cursor, limit, ORDINARY_PAGE, LARGEST_PAGE);
        ApiKeys.Place after = cursor == null ? ApiKeys.Place.FIRST : ApiKeys.Place.of(cursor);
        return paging.page(
                keys.of(Caller.of(http).userId(), after, paging.limit() + 1),
                key -> new ApiKeys.Place(key.createdAt(), key.keyId()).toString());
    }

    @Operation(
            summary = "Revoke an API key",
            description = "It is good for nothing at once, and within a minute on other gateways.")
    @ApiResponse(responseCode = "204", description = "The key is revoked.")
    @Access(Rule.SESSION)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @DeleteMapping("/{keyId}")
    void revokeApiKey(@PathVariable String keyId, HttpServletRequest http) {
        transaction.executeWithoutResult(ignored -> {
            if (!keys.revoke(keyId, Caller.of(http).userId(), clock.instant())) {
                throw ProblemException.of(ProblemCode.API_KEY_NOT_FOUND);
            }
            audit.add(AuditKind.API_KEY_REVOKED, keyId, "", http);
        });
        known.forgetKey(keyId);
    }

    private void check(KeyRequest request, Caller caller, Instant now) {
        if (request.name.isBlank() || request.name.length() > LONGEST_NAME) {
            throw ProblemException.badMember("/name", "expected 1 to " + LONGEST_NAME + " characters");
        }
        if (request.scopes.isEmpty()) {
            throw ProblemException.badMember("/scopes", "expected one of read, trade, fund and admin, or several");
        }
        if (!caller.scopes().containsAll(request.scopes)) {
            throw ProblemException.of(
                    ProblemCode.FORBIDDEN, "expected scopes that your role " + caller.role() + " has");
        }
        if (request.expiresAt != null && !request.expiresAt.isAfter(now)) {
            throw ProblemException.badMember("/expiresAt", "expected a time to come");
        }
    }
}
