package dev.gembourse.tools.replay;

import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.PartitionLagView;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.tools.client.Gateway;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far the journals of settlement and market were when the run began: an outcome up to there is that of an earlier run.
 * No clock is asked.
 */
record Before(Map<Integer, Long> trading, Map<Integer, Long> market) {

    static Before now(Gateway gateway) {
        PartitionLagView[] lag = gateway.get("/v1/ops/lag", PartitionLagView[].class);
        return new Before(journals(lag, Topics.TRADING_COMMANDS), journals(lag, Topics.MARKET_COMMANDS));
    }

    boolean hasTrade(@Nullable StreamPosition outcome) {
        return isIn(trading, outcome);
    }

    boolean hasPrice(@Nullable StreamPosition outcome) {
        return isIn(market, outcome);
    }

    private static boolean isIn(Map<Integer, Long> journals, @Nullable StreamPosition outcome) {
        return outcome != null && outcome.index() <= journals.getOrDefault(outcome.partition(), 0L);
    }

    private static Map<Integer, Long> journals(PartitionLagView[] lag, String input) {
        return Arrays.stream(lag)
                .filter(partition -> partition.topic().equals(input))
                .collect(Collectors.toMap(PartitionLagView::partition, PartitionLagView::journalSeq, Math::max));
    }
}
