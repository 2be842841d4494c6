package dev.gembourse.processor.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A question that cannot be answered, with the reason. */
public final class Problem extends RuntimeException {

    private final HttpStatus status;
    private final String code;
    private final @Nullable String parameter;

    private Problem(HttpStatus status, String code, @Nullable String parameter, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.parameter = parameter;
    }

    /** There is no such thing; {@code what} as in ACCOUNT. */
    public static Problem notFound(String what, Object id) {
        return new Problem(HttpStatus.NOT_FOUND, what + "_NOT_FOUND", null, "expected to find " + id + " but did not");
    }

    public static Problem badParameter(String name, String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, "INVALID_PARAMETER", name, detail);
    }

    /** Something else was asked for first under the key of this operation. */
    public static Problem keyReused(Object operation) {
        return new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "IDEMPOTENCY_KEY_REUSED",
                null,
                "operation " + operation + " was asked for with other content before");
    }

    /** The answer would be older than asked for. */
    public static Problem notYetApplied(String detail) {
        return new Problem(HttpStatus.SERVICE_UNAVAILABLE, "NOT_YET_APPLIED", null, detail);
    }

    static Problem of(HttpStatus status, String code, String detail) {
        return new Problem(status, code, null, detail);
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    @Nullable
    String parameter() {
        return parameter;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
