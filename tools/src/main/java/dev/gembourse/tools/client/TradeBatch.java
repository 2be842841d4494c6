package dev.gembourse.tools.client;

import dev.gembourse.events.value.AccountId;
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
     * Submits all and waits for their outcomes, but no longer than the gateway does: about 10 s. Those that Kafka did not
     * acknowledge in time are submitted again, as they are.
     *
     * @return the answers in the order of the requests
     * @throws RequestRefused when the gateway turns one of them down before it becomes an operation
     */
    public List<Answered> ask(List<Request> requests) throws InterruptedException {
        List<Answered> answers = new ArrayList<>(requests.size());
        for (int from = 0; from < requests.size(); from += LIMIT) {
            answers.addAll(askOnce(requests.subList(from, Math.min(requests.size(), from + LIMIT))));
        }
        return answers;
    }

    private List<Answered> askOnce(List<Request> requests) throws InterruptedException {
        Map<Request, Answered> answers = new HashMap<>();
        List<Request> left = requests;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<Request> again = new ArrayList<>();
            Reply reply = call(left);
            for (int i = 0; i < left.size(); i++) {
                JsonNode item = reply.body().path("items").path(i);
                if (Gateway.isPassing(item.path("status").asInt(0))) {
                    again.add(left.get(i));
                } else {
                    answers.put(left.get(i), Answered.of(reply, item));
                }
            }
            if (again.isEmpty()) {
                return requests.stream()
                        .map(request -> Objects.requireNonNull(answers.get(request)))
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
        Reply reply = gateway.send("POST", "/v1/trades:batch", null, Map.of("trades", requests), Gateway.LONGEST_WAIT);
        if (!reply.isSuccess() || reply.body().path("items").size() != requests.size()) {
            throw new RequestRefused("POST /v1/trades:batch", reply);
        }
        return reply;
    }
}
