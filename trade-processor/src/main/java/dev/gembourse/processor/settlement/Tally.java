package dev.gembourse.processor.settlement;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.GiftRefused;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what became of the commands; shown once they are durable, so that nothing is counted twice. */
final class Tally {

    private static final String NAME = "gembourse.settlement.commands";

    private final Count settled;
    private final Count refused;
    private final Count repeated;
    private final Count redelivered;

    Tally(MeterRegistry meters) {
        this.settled = new Count(meters.counter(NAME, "outcome", "settled"));
        this.refused = new Count(meters.counter(NAME, "outcome", "refused"));
        this.repeated = new Count(meters.counter(NAME, "outcome", "repeated"));
        this.redelivered = new Count(meters.counter(NAME, "outcome", "redelivered"));
    }

    void decided(TradingEvent event) {
        (event instanceof OperationRefused || event instanceof GiftRefused ? refused : settled).inBatch++;
    }

    void repeated() {
        repeated.inBatch++;
    }

    void redelivered() {
        redelivered.inBatch++;
    }

    /** The batch is durable. */
    void publish() {
        settled.publish();
        refused.publish();
        repeated.publish();
        redelivered.publish();
    }

    private static final class Count {

        private final Counter counter;
        private int inBatch;

        Count(Counter counter) {
            this.counter = counter;
        }

        void publish() {
            counter.increment(inBatch);
            inBatch = 0;
        }
    }
}
