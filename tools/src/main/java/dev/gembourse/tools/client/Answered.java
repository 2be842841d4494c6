package dev.gembourse.tools.client;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.OperationView.Status;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a command was answered with by a gateway that was asked to wait for its outcome.
 *
 * @param reason why it was refused; null when it was not
 * @param position where the outcome stands in its journal; null while there is none
 * @param replayed whether an earlier request had asked for the same
 * @param pending where to ask for the outcome; null when it is known
 */
public record Answered(
        Status status,
        @Nullable String reason,
        @Nullable StreamPosition position,
        boolean replayed,
        @Nullable Submission pending) {

    static Answered of(String request, Reply reply) {
        StreamPosition position =
                reply.header("Outcome-Position").map(StreamPosition::of).orElse(null);
        boolean replayed = reply.header("Idempotency-Replayed").isPresent();
        if (reply.status() == 202) {
            return new Answered(Status.PENDING, null, null, replayed, Submission.of(reply));
        }
        if (reply.isSuccess()) {
            return new Answered(Status.SETTLED, null, position, replayed, null);
        }
        return refused(request, reply, position, replayed);
    }

    /** One of a batch. */
    static Answered of(Reply reply, JsonNode item) {
        StreamPosition position =
                item.has("position") ? StreamPosition.of(item.path("position").asString()) : null;
        boolean replayed = item.path("replayed").asBoolean(false);
        if (item.has("operation")) {
            JsonNode operation = item.path("operation");
            Submission pending = new Submission(
                    OperationId.of(operation.path("operationId").asString()),
                    operation.path("links").path("self").asString());
            return new Answered(Status.PENDING, null, null, replayed, pending);
        }
        if (item.has("problem")) {
            return refused("an item of a batch", new Reply(reply.response(), item.path("problem")), position, replayed);
        }
        return new Answered(Status.SETTLED, null, position, replayed, null);
    }

    /** A refusal has a place in the journal; anything else never became an operation. */
    private static Answered refused(
            String request, Reply problem, @Nullable StreamPosition position, boolean replayed) {
        String code = problem.code();
        if (position == null || code == null) {
            throw new RequestRefused(request, problem);
        }
        return new Answered(Status.REFUSED, code, position, replayed, null);
    }
}
