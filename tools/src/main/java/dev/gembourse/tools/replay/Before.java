package dev.gembourse.tools.replay;

import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.PartitionLagView;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.tools.client.Gateway;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far the journals of settlement and market were when the run began: an outcome up to there is that of an earlier run.
 * No clock is asked.
 */
record Before(Map<Integer, Long> trading, Map<Integer, Long> market) {

    static Before now(Gateway gateway) {
        Lag lag = gateway.get("/v1/ops/lag", Lag.class);
        return new Before(journals(lag, Topics.TRADING_COMMANDS), journals(lag, Topics.MARKET_COMMANDS));
    }

    private record Lag(List<PartitionLagView> partitions) {}

    boolean hasTrade(@Nullable StreamPosition outcome) {
        return isIn(trading, outcome);
    }

    boolean hasPrice(@Nullable StreamPosition outcome) {
        return isIn(market, outcome);
    }

    private static boolean isIn(Map<Integer, Long> journals, @Nullable StreamPosition outcome) {
        return outcome != null && outcome.index() <= journals.getOrDefault(outcome.partition(), 0L);
    }

    private static Map<Integer, Long> journals(Lag lag, String input) {
        Map<Integer, Long> journals = lag.partitions().stream()
                .filter(partition -> partition.topic().equals(input))
                .collect(Collectors.toMap(PartitionLagView::partition, PartitionLagView::journalSeq, Math::max));
        if (journals.isEmpty()) {
            throw new Scene.Unsuitable("expected the trade processor to tell how far " + input
                    + " is but it does not; ./gembourse status shows what runs");
        }
        return journals;
    }
}
