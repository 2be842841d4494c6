package dev.gembourse.gateway.audit;

import dev.gembourse.gateway.access.Caller;
import dev.gembourse.gateway.trace.Trace;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Logins, and changes of keys and roles, as rows that are never changed. */
@Component
public class AuditTrail {

    private final JdbcClient sql;
    private final Clock clock;

    AuditTrail(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Writes down what a request has done.
     *
     * @param subject whom or what it is about; for a failed login the name that was tried
     */
    public void add(AuditKind kind, String subject, String detail, HttpServletRequest request) {
        Caller actor = Caller.orNobody(request);
        sql.sql("""
                insert into audit_event (at, kind, actor, subject, address, request_id, detail)
                values (:at, :kind, :actor, :subject, :address, :request, :detail)
                """)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("kind", kind.name())
                .param("actor", actor == null ? null : actor.userId())
                .param("subject", subject)
                .param("address", request.getRemoteAddr())
                .param("request", Trace.of(request).requestId())
                .param("detail", detail)
                .update();
    }

    /** The newest first, before one of them. */
    List<AuditEvent> list(@Nullable String subject, long before, int limit) {
        return sql.sql("""
                select id, at, kind, actor, subject, address, request_id, detail
                  from audit_event
                 where id < :before and (:subject::text is null or subject = :subject)
                 order by id desc
                 limit :limit
                """)
                .param("before", before)
                .param("subject", subject)
                .param("limit", limit)
                .query((row, ignored) -> new AuditEvent(
                        row.getLong("id"),
                        row.getTimestamp("at").toInstant(),
                        AuditKind.valueOf(row.getString("kind")),
                        row.getObject("actor", UUID.class),
                        row.getString("subject"),
                        row.getString("address"),
                        row.getString("request_id"),
                        row.getString("detail")))
                .list();
    }
}
