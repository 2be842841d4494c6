package dev.gembourse.tools.client;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import java.util.List;
import java.util.Map;

/** Many trade requests in one call, each under its own idempotency key. */
public final class TradeBatch {

    /** The most requests that one call may carry. */
    public static final int LIMIT = Batch.LIMIT;

    /** One trade request of a batch. */
    public record Request(AccountId accountId, String idempotencyKey, Symbol symbol, Side side, Quantity quantity) {}

    private final Batch<Request> batch;

    public TradeBatch(Gateway gateway) {
        this.batch = new Batch<>(gateway, "/v1/trades:batch", requests -> Map.of("trades", requests));
    }

    /**
     * Submits all and waits for their outcomes, but no longer than the gateway does: about 10 s. Those that Kafka did not
     * acknowledge in time are submitted again, as they are.
     *
     * @return the answers in the order of the requests
     * @throws RequestRefused when the gateway turns one of them down before it becomes an operation
     */
    public List<Answered> ask(List<Request> requests) throws InterruptedException {
        return batch.ask(requests);
    }
}
