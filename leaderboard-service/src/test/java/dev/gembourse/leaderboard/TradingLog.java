package dev.gembourse.leaderboard;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.wire.Contracts;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The journal of trading as settlement would publish it: numbered without a gap in each partition. */
public final class TradingLog {

    private final TestKafka kafka;
    private final Map<Integer, Long> seqs = new HashMap<>();

    public TradingLog(TestKafka kafka) {
        this.kafka = kafka;
    }

    /** Publishes events; returns the position of the last one when the broker has them all. */
    public StreamPosition publish(List<? extends TradingEvent> events) {
        StreamPosition last = new StreamPosition(0, 0);
        for (TradingEvent event : events) {
            int partition = TestKafka.partitionOf(event.accountId());
            last = new StreamPosition(partition, seqs.merge(partition, 1L, Long::sum));
            kafka.send(Contracts.TRADING_EVENTS, event, last);
        }
        kafka.flush();
        return last;
    }

    public StreamPosition publish(TradingEvent... events) {
        return publish(List.of(events));
    }

    /** Publishes an event again under a position that it had before. */
    public void repeat(TradingEvent event, StreamPosition position) {
        kafka.publish(Contracts.TRADING_EVENTS, event, position);
    }

    /** Leaves out a number, as if an event had been lost. */
    public void skip(int partition) {
        seqs.merge(partition, 1L, Long::sum);
    }

    /** Waits until a service has everything on its board. */
    public void awaitOn(RunningService service) {
        seqs.forEach((partition, seq) -> {
            HttpResponse<String> response =
                    service.get("/v1/leaderboard?limit=1&wait=10&at-least=" + partition + "." + seq);
            if (response.statusCode() != 200) {
                throw new IllegalStateException("expected position " + partition + "." + seq + " on the board but got "
                        + response.statusCode() + ": " + response.body());
            }
        });
    }
}
