package dev.gembourse.leaderboard.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import java.util.List;
import org.springframework.http.HttpStatus;

/** Ends a request without its answer. Part of the ordinary course of things, hence without a stack trace. */
public final class Problem extends RuntimeException {

    /** The body of the answer. */
    record Document(
            String type,
            String title,
            int status,
            String detail,
            String instance,
            String code,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Fault> errors) {}

    /** What is wrong with one parameter. */
    record Fault(String parameter, String detail) {}

    private final HttpStatus status;
    private final String code;
    private final String detail;
    private final transient List<Fault> faults;

    private Problem(HttpStatus status, String code, String detail, List<Fault> faults) {
        super(code + ": " + detail, null, false, false);
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.faults = faults;
    }

    public static Problem badParameter(String name, String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, "INVALID_PARAMETER", detail, List.of(new Fault(name, detail)));
    }

    public static Problem accountNotFound(AccountId id) {
        return of(
                HttpStatus.NOT_FOUND,
                "ACCOUNT_NOT_FOUND",
                "expected account " + id + " on the board but it is not there");
    }

    public static Problem notYetApplied(StreamPosition position) {
        return of(HttpStatus.SERVICE_UNAVAILABLE, "NOT_YET_APPLIED", "the board does not include " + position + " yet");
    }

    public static Problem unavailable(String why) {
        return of(HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE", why);
    }

    /** The board cannot be made from its history any more. */
    public static Problem historyIncomplete(String what) {
        return of(HttpStatus.CONFLICT, "HISTORY_INCOMPLETE", what);
    }

    static Problem of(HttpStatus status) {
        String code = status == HttpStatus.INTERNAL_SERVER_ERROR ? "INTERNAL_ERROR" : status.name();
        return of(status, code, status.getReasonPhrase());
    }

    private static Problem of(HttpStatus status, String code, String detail) {
        return new Problem(status, code, detail, List.of());
    }

    HttpStatus status() {
        return status;
    }

    Document document(String instance) {
        return new Document("about:blank", status.getReasonPhrase(), status.value(), detail, instance, code, faults);
    }
}
