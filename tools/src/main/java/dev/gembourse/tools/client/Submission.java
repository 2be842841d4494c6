package dev.gembourse.tools.client;

import dev.gembourse.events.value.OperationId;

/**
 * A request that the gateway has accepted.
 *
 * @param location path and query under which its outcome is found
 */
public record Submission(OperationId operationId, String location) {

    public static Submission of(Reply accepted) {
        String id = accepted.text("operationId");
        if (id == null) {
            throw new IllegalStateException("expected an operationId but got " + accepted.body());
        }
        return new Submission(OperationId.of(id), accepted.header("Location").orElse("/v1/operations/" + id));
    }
}
