package dev.gembourse.gateway.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem document as it leaves the gateway (RFC 9457).
 *
 * @param type the page that explains this kind of problem
 * @param detail what was expected and what was found this time
 * @param instance the path of the request
 * @param code the stable name of this kind of problem
 * @param errors what is wrong with the request, where that can be said
 * @param operationId the operation that was refused, or whose outcome is unknown
 * @param position where a refusal stands in the journal, for {@code at-least}
 * @param traceId finds the request in the logs
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        ProblemCode code,
        @Nullable List<Complaint> errors,
        @Nullable String operationId,
        @Nullable String position,
        String traceId) {

    static Problem of(ProblemException e, String instance, String traceId) {
        ProblemCode code = e.code();
        return new Problem(
                code.page(),
                code.title(),
                e.status().value(),
                e.detail(),
                instance,
                code,
                e.complaints().isEmpty() ? null : e.complaints(),
                e.operationId(),
                e.position(),
                traceId);
    }
}
