package dev.gembourse.tools.client;

import dev.gembourse.events.value.OperationId;

/**
 * A request that the gateway has accepted.
 *
 * @param location path and query under which its outcome is found
 * @param replayed whether the same request had been accepted before
 */
public record Submission(OperationId operationId, String location, boolean replayed) {}
