package dev.gembourse.tools.client;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Many trade requests in one call, each under its own idempotency key. */
public final class TradeBatch {

    /** The most requests that one call may carry. */
    public static final int LIMIT = 1_000;

    /** One trade request of a batch. */
    public record Request(AccountId accountId, String idempotencyKey, Symbol symbol, Side side, Quantity quantity) {}

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Gateway gateway;

    public TradeBatch(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * Submits all; returns when all are accepted, in the order of the requests. Those that Kafka did not acknowledge in time
     * are submitted again, as they are.
     *
     * @throws RequestRefused when the gateway turns one of them down
     */
    public List<Submission> submit(List<Request> requests) throws InterruptedException {
        List<Submission> submissions = new ArrayList<>(requests.size());
        for (int from = 0; from < requests.size(); from += LIMIT) {
            submissions.addAll(submitOnce(requests.subList(from, Math.min(requests.size(), from + LIMIT))));
        }
        return submissions;
    }

    private List<Submission> submitOnce(List<Request> requests) throws InterruptedException {
        Map<Request, Submission> accepted = new HashMap<>();
        List<Request> left = requests;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<Request> again = new ArrayList<>();
            Reply reply = call(left);
            for (int i = 0; i < left.size(); i++) {
                JsonNode item = reply.body().path("items").path(i);
                if (item.has("operation")) {
                    accepted.put(left.get(i), submission(item.path("operation")));
                } else if (Gateway.isPassing(item.path("status").asInt(0))) {
                    again.add(left.get(i));
                } else {
                    throw new RequestRefused(
                            "trade " + i + " of a batch", new Reply(reply.response(), item.path("problem")));
                }
            }
            if (again.isEmpty()) {
                return requests.stream()
                        .map(request -> Objects.requireNonNull(accepted.get(request)))
                        .toList();
            }
            if (System.nanoTime() > deadline) {
                throw new NotAnswering(
                        again.size() + " trades were not accepted within " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(PAUSE);
            left = again;
        }
    }

    private Reply call(List<Request> requests) {
        Reply reply = gateway.send("POST", "/v1/trades:batch", null, Map.of("trades", requests));
        if (!reply.isSuccess() || reply.body().path("items").size() != requests.size()) {
            throw new RequestRefused("POST /v1/trades:batch", reply);
        }
        return reply;
    }

    private static Submission submission(JsonNode operation) {
        return new Submission(
                OperationId.of(operation.path("operationId").asString()),
                operation.path("links").path("self").asString());
    }
}
