package dev.gembourse.tools.client;

import dev.gembourse.events.value.OperationId;

/**
 * A request that the gateway has accepted.
 *
 * @param location path and query under which its outcome is found
 */
public record Submission(OperationId operationId, String location) {}
