package dev.gembourse.gateway.command;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OrderView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What a command is answered with when nothing is wrong. */
public record Answer(HttpStatus status, Map<String, String> headers, Object body) {

    /** A command that is in the log, and where to ask what becomes of it. */
    public record Pending(OperationId operationId, String status, Instant submittedAt, Links links) {}

    /** Where to go on. */
    public record Links(String self) {}

    static Answer pending(OperationId operation, StreamPosition position, Instant submittedAt, boolean replayed) {
        String self = "/v1/operations/" + operation + "?position=" + position;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Location", self);
        headers.put("Retry-After", "1");
        markReplayed(headers, replayed);
        return new Answer(
                HttpStatus.ACCEPTED, headers, new Pending(operation, "PENDING", submittedAt, new Links(self)));
    }

    /** What became of the operation. */
    static Answer settled(OperationView outcome, Object result, long waitSeconds, boolean replayed) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Location", placeOf(outcome));
        headers.putAll(headersOf(outcome, waitSeconds, replayed));
        return new Answer(statusOf(outcome.kind()), headers, result);
    }

    /** What is said about an outcome beside itself, be it good or bad. */
    static Map<String, String> headersOf(OperationView outcome, long waitSeconds, boolean replayed) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Preference-Applied", "wait=" + waitSeconds);
        if (outcome.position() != null) {
            headers.put("Outcome-Position", outcome.position().toString());
        }
        markReplayed(headers, replayed);
        return headers;
    }

    public ResponseEntity<Object> toResponse() {
        ResponseEntity.BodyBuilder response = ResponseEntity.status(status);
        headers.forEach(response::header);
        return response.body(body);
    }

    private static HttpStatus statusOf(String kind) {
        return switch (kind) {
            case "CHANGE_ASSET", "RETIRE_ASSET", "CHANGE_UNIT", "ORDER_CANCELLATION", "ORDER_REPLACEMENT" ->
                HttpStatus.OK;
            default -> HttpStatus.CREATED;
        };
    }

    private static String placeOf(OperationView outcome) {
        if (outcome.result() instanceof OrderView order) {
            return "/v1/accounts/" + outcome.accountId() + "/orders/" + order.orderId();
        }
        return switch (outcome.kind()) {
            case "OPEN_ACCOUNT" -> "/v1/accounts/" + outcome.accountId();
            case "CREATE_ASSET", "CHANGE_ASSET", "RETIRE_ASSET" -> "/v1/assets/" + outcome.symbol();
            case "DEFINE_UNIT", "CHANGE_UNIT" -> "/v1/units/" + outcome.symbol();
            default -> "/v1/operations/" + outcome.operationId();
        };
    }

    private static void markReplayed(Map<String, String> headers, boolean replayed) {
        if (replayed) {
            headers.put("Idempotency-Replayed", "true");
        }
    }

    /** Where the outcome stands in the journal, if it is known. */
    public @Nullable String position() {
        return headers.get("Outcome-Position");
    }

    /** Whether an earlier request had asked for the same. */
    public boolean isReplayed() {
        return headers.containsKey("Idempotency-Replayed");
    }
}
