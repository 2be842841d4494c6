package dev.gembourse.tools.client;

import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Many ticks of one source in one call. */
public final class TickBatch {

    /** The most ticks that one call may carry. */
    public static final int LIMIT = Batch.LIMIT;

    /**
     * One tick of a batch.
     *
     * @param sequence the source's number of the tick; null when its time tells it from others
     */
    public record Tick(
            Symbol symbol,
            Price price,
            BigDecimal available,
            Instant time,
            @Nullable Long sequence) {}

    private final Batch<Tick> batch;

    public TickBatch(Gateway gateway, TickSource source) {
        this.batch = new Batch<>(gateway, "/v1/ticks:batch", ticks -> Map.of("source", source, "ticks", ticks));
    }

    /**
     * Tells all, in their order, and waits for what becomes of them, but no longer than the gateway does: about 10 s. Those that
     * Kafka did not acknowledge in time are told again; a tick that got there twice is taken once.
     *
     * @return the answers in the order of the ticks
     * @throws RequestRefused when the gateway turns one of them down before it becomes an operation
     */
    public List<Answered> tell(List<Tick> ticks) throws InterruptedException {
        return batch.ask(ticks);
    }
}
