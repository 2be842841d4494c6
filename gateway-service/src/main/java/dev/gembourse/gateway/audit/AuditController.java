package dev.gembourse.gateway.audit;

import dev.gembourse.events.view.Listing;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.upstream.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what was written down about users and keys. */
@Tag(name = "Identity")
@RestController
class AuditController {

    private static final int ORDINARY_PAGE = 50;
    private static final int LARGEST_PAGE = 500;

    private final AuditTrail trail;

    AuditController(AuditTrail trail) {
        this.trail = trail;
    }

    @Operation(
            summary = "List logins and changes of keys and roles, newest first",
            description = "Of one subject (a username, or the id of a key), or of all. They are kept for good.")
    @Access(Rule.ADMINISTER)
    @GetMapping("/v1/audit-events")
    Listing<AuditEvent> auditEvents(
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        Paging paging = Paging.of(cursor, limit, ORDINARY_PAGE, LARGEST_PAGE);
        return paging.page(
                trail.list(subject, before(cursor), paging.limit() + 1), event -> String.valueOf(event.id()));
    }

    private static long before(@Nullable String cursor) {
        try {
            return cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw Paging.badCursor();
        }
    }
}
