package dev.gembourse.gateway.partner;

import dev.gembourse.events.partner.PartnerName;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.PageView;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.audit.AuditKind;
import dev.gembourse.gateway.audit.AuditTrail;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets owners of accounts say what partners may do with them. */
@Tag(name = "Partners")
@RestController
@RequestMapping("/v1/accounts/{accountId}/partners")
class GrantController {

    /** Permits these and nothing else. */
    record GrantRequest(Set<Permission> permissions) {}

    private final Partners partners;
    private final Grants grants;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    GrantController(Partners partners, Grants grants, AuditTrail audit, TransactionTemplate transaction, Clock clock) {
        this.partners = partners;
        this.grants = grants;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Operation(
            summary = "Permit a partner to act for the account",
            description =
                    "trade: buy and sell; fund: deposit, withdraw and purchase; report: tell of trades settled elsewhere. What was permitted before and is not named is permitted no more.")
    @Access(Rule.DELEGATE)
    @PutMapping("/{name}")
    Grant permitPartner(
            @PathVariable AccountId accountId,
            @PathVariable PartnerName name,
            @RequestBody GrantRequest request,
            HttpServletRequest http) {
        if (request.permissions.isEmpty()) {
            throw ProblemException.badMember(
                    "/permissions", "expected one of trade, fund and report, or several; DELETE takes all back");
        }
        if (partners.find(name).filter(partner -> !partner.isDisabled()).isEmpty()) {
            throw ProblemException.of(ProblemCode.PARTNER_NOT_FOUND);
        }
        Grant grant =
                new Grant(accountId, name, request.permissions, clock.instant().truncatedTo(ChronoUnit.MICROS));
        transaction.executeWithoutResult(ignored -> {
            grants.set(grant);
            String permitted = String.join(
                    ", ",
                    grant.permissions().stream().sorted().map(Permission::text).toList());
            audit.add(AuditKind.PARTNER_PERMITTED, name.value(), accountId + ": " + permitted, http);
        });
        return grant;
    }

    @Operation(summary = "List what partners may do with the account")
    @Access(Rule.READ)
    @GetMapping
    Listing<Grant> accountPartners(@PathVariable AccountId accountId) {
        List<Grant> all = grants.of(accountId);
        return new Listing<>(all, new PageView(Math.max(1, all.size()), null));
    }

    @Operation(
            summary = "Permit a partner nothing any more",
            description = "Holds for every record that is relayed from now on.")
    @ApiResponse(responseCode = "204", description = "The partner may do nothing with the account.")
    @Access(Rule.DELEGATE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @DeleteMapping("/{name}")
    void dismissPartner(@PathVariable AccountId accountId, @PathVariable PartnerName name, HttpServletRequest http) {
        transaction.executeWithoutResult(ignored -> {
            if (grants.remove(accountId, name)) {
                audit.add(AuditKind.PARTNER_DISMISSED, name.value(), accountId.toString(), http);
            }
        });
    }
}
