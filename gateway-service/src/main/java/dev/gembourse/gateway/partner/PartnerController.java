package dev.gembourse.gateway.partner;

import dev.gembourse.events.partner.PartnerName;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.PageView;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
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
import java.time.temporal.ChronoUnit;
import java.util.List;
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

/** Who is a partner, and what of theirs was not relayed. */
@Tag(name = "Partners")
@RestController
@RequestMapping("/v1/partners")
class PartnerController {

    /**
     * Registers a partner.
     *
     * @param source of its CloudEvents; absent for {@code /partners/<name>}
     */
    record PartnerRequest(PartnerName name, @Nullable Source source) {
        PartnerRequest {
            if (source != null && source.isOrdinary() && !source.equals(Source.ordinary(name))) {
                throw new IllegalArgumentException(
                        "expected no other partner's name in source but got " + source.value());
            }
        }
    }

    private final Partners partners;
    private final Quarantine quarantine;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PartnerController(
            Partners partners, Quarantine quarantine, AuditTrail audit, TransactionTemplate transaction, Clock clock) {
        this.partners = partners;
        this.quarantine = quarantine;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Operation(
            summary = "Register a partner",
            description =
                    "What it writes to its topic is relayed from now on, for accounts whose owners permit it. Its Kafka user and its topic are made by whoever runs the broker.")
    @ApiResponse(responseCode = "201", description = "The partner.")
    @Access(Rule.ADMINISTER)
    @PostMapping
    ResponseEntity<Partner> registerPartner(@RequestBody PartnerRequest request, HttpServletRequest http) {
        Source source = request.source == null ? Source.ordinary(request.name) : request.source;
        Partner partner =
                new Partner(request.name, source.value(), clock.instant().truncatedTo(ChronoUnit.MICROS), null);
        transaction.executeWithoutResult(ignored -> {
            if (!partners.add(partner)) {
                throw ProblemException.of(
                        partners.find(partner.name()).isPresent()
                                ? ProblemCode.PARTNER_EXISTS
                                : ProblemCode.SOURCE_TAKEN);
            }
            audit.add(AuditKind.PARTNER_REGISTERED, partner.name().value(), partner.source(), http);
        });
        return ResponseEntity.status(HttpStatus.CREATED).body(partner);
    }

    @Operation(summary = "List partners by name", description = "Also those that were disabled.")
    @Access(Rule.OVERSEE)
    @GetMapping
    Listing<Partner> partners(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        Paging paging = Paging.of(cursor, limit, 50, 500);
        List<Partner> found = partners.list(after(cursor), paging.limit() + 1);
        boolean more = found.size() > paging.limit();
        List<Partner> page = more ? found.subList(0, paging.limit()) : found;
        return new Listing<>(
                page, new PageView(paging.limit(), more ? page.getLast().name().value() : null));
    }

    @Operation(summary = "Show a partner")
    @Access(Rule.OVERSEE)
    @GetMapping("/{name}")
    Partner partner(@PathVariable PartnerName name) {
        return partners.find(name).orElseThrow(() -> ProblemException.of(ProblemCode.PARTNER_NOT_FOUND));
    }

    @Operation(
            summary = "Disable a partner",
            description =
                    "For good: nothing of it is relayed any more, and its name and source are never given again. What was relayed stays.")
    @ApiResponse(responseCode = "204", description = "The partner is disabled.")
    @Access(Rule.ADMINISTER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @DeleteMapping("/{name}")
    void disablePartner(@PathVariable PartnerName name, HttpServletRequest http) {
        partner(name);
        transaction.executeWithoutResult(ignored -> {
            if (partners.disable(name, clock.instant())) {
                audit.add(AuditKind.PARTNER_DISABLED, name.value(), "", http);
            }
        });
    }

    @Operation(
            summary = "List a partner's records that were not relayed, newest first",
            description = "With the reason, and with what they held as far as it is not too large.")
    @Access(Rule.OVERSEE)
    @GetMapping("/{name}/quarantine")
    Listing<Quarantined> partnerQuarantine(
            @PathVariable PartnerName name,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        Paging paging = Paging.of(cursor, limit, 20, 100);
        partner(name);
        List<Quarantined> found = quarantine.list(name, before(cursor), paging.limit() + 1);
        boolean more = found.size() > paging.limit();
        List<Quarantined> page = more ? found.subList(0, paging.limit()) : found;
        return new Listing<>(
                page,
                new PageView(
                        paging.limit(), more ? String.valueOf(page.getLast().id()) : null));
    }

    private static @Nullable PartnerName after(@Nullable String cursor) {
        try {
            return cursor == null ? null : new PartnerName(cursor);
        } catch (IllegalArgumentException e) {
            throw Paging.badCursor();
        }
    }

    private static long before(@Nullable String cursor) {
        try {
            return cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw Paging.badCursor();
        }
    }
}
