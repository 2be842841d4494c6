package dev.gembourse.tools.client;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Many trade requests in one call, each under its own idempotency key. */
public final class TradeBatch {

    /** The most requests that one call may carry. */
    public static final int LIMIT = 1_000;

    /** One trade request of a batch. */
    public record Request(AccountId accountId, String idempotencyKey, Symbol symbol, Side side, Quantity quantity) {}

    private final Gateway gateway;

    public TradeBatch(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * Submits all; returns when all are accepted, in the order of the requests.
     *
     * @throws RequestRefused when the gateway turns one of them down
     */
    public List<Submission> submit(List<Request> requests) {
        List<Submission> submissions = new ArrayList<>(requests.size());
        for (int from = 0; from < requests.size(); from += LIMIT) {
            submissions.addAll(call(requests.subList(from, Math.min(requests.size(), from + LIMIT))));
        }
        return submissions;
    }

    private List<Submission> call(List<Request> requests) {
        Reply reply = gateway.send("POST", "/v1/trades:batch", null, Map.of("trades", requests));
        if (!reply.isSuccess()) {
            throw new RequestRefused("POST /v1/trades:batch", reply);
        }
        List<Submission> submissions = new ArrayList<>(requests.size());
        for (JsonNode item : reply.body().path("items")) {
            submissions.add(
                    new Submission(OperationId.of(item.path("operationId").asString()), ""));
        }
        return submissions;
    }
}
