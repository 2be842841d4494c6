package dev.gembourse.gateway.problem;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Ends a request with a problem. Part of the ordinary course of things, hence without a stack trace. */
public final class ProblemException extends RuntimeException {

    private final ProblemCode code;
    private final HttpStatus status;
    private final String detail;
    private final transient List<Complaint> complaints;
    private final @Nullable String operationId;
    private final @Nullable String position;
    private final transient Map<String, String> headers;

    private ProblemException(
            ProblemCode code,
            HttpStatus status,
            String detail,
            List<Complaint> complaints,
            @Nullable String operationId,
            @Nullable String position,
            Map<String, String> headers) {
        super(code + ": " + detail, null, false, false);
        this.code = code;
        this.status = status;
        this.detail = detail;
        this.complaints = List.copyOf(complaints);
        this.operationId = operationId;
        this.position = position;
        this.headers = Map.copyOf(headers);
    }

    /** A problem; {@code detail} may be shown to the caller. */
    public static ProblemException of(ProblemCode code, String detail) {
        return of(code, code.status(), detail);
    }

    /** A problem that leaves with another HTTP status than its kind has by itself. */
    static ProblemException of(ProblemCode code, HttpStatus status, String detail) {
        return new ProblemException(code, status, detail, List.of(), null, null, Map.of());
    }

    /** A problem described by nothing but its page. */
    public static ProblemException of(ProblemCode code) {
        return of(code, code.explanation());
    }

    /** Something is wrong with parts of the request. */
    public static ProblemException of(ProblemCode code, List<Complaint> complaints) {
        Complaint first = complaints.getFirst();
        String where = first.parameter() != null
                ? first.parameter() + ": "
                : first.line() != null ? "line " + first.line() + ": " : "";
        return new ProblemException(code, code.status(), where + first.detail(), complaints, null, null, Map.of());
    }

    /** A member of the body is not as expected. */
    public static ProblemException badMember(String pointer, String detail) {
        return of(ProblemCode.INVALID_REQUEST, List.of(Complaint.aboutMember(pointer, detail)));
    }

    /** A path, query or header parameter is not as expected. */
    public static ProblemException badParameter(String name, String detail) {
        return of(ProblemCode.INVALID_PARAMETER, List.of(Complaint.aboutParameter(name, detail)));
    }

    public ProblemException about(OperationId operation) {
        return new ProblemException(code, status, detail, complaints, operation.toString(), position, headers);
    }

    /** Says where the refusal stands in the journal. */
    public ProblemException at(@Nullable StreamPosition outcome) {
        return new ProblemException(
                code, status, detail, complaints, operationId, outcome == null ? null : outcome.toString(), headers);
    }

    /** Adds headers to the answer. */
    public ProblemException with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new ProblemException(code, status, detail, complaints, operationId, position, all);
    }

    public ProblemCode code() {
        return code;
    }

    HttpStatus status() {
        return status;
    }

    public String detail() {
        return detail;
    }

    public List<Complaint> complaints() {
        return complaints;
    }

    public @Nullable String operationId() {
        return operationId;
    }

    public @Nullable String position() {
        return position;
    }

    /** Whether an earlier request had asked for the same, and this is what had become of it. */
    public boolean isReplayed() {
        return headers.containsKey("Idempotency-Replayed");
    }

    Map<String, String> headers() {
        return headers;
    }
}
