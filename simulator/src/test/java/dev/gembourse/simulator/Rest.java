package dev.gembourse.simulator;

import dev.gembourse.events.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Whether everything has been settled and published, and nothing is under way. */
final class Rest {

    private static final Map<String, String> STAGES = Map.of(
            Topics.TRADING_COMMANDS, "trading", Topics.MARKET_COMMANDS, "market", Topics.TRADING_EVENTS, "leaderboard");

    private final Site site;
    private final List<TopicPartition> inputs = new ArrayList<>();

    Rest(Site site) {
        this.site = site;
        for (String topic : List.of(Topics.TRADING_COMMANDS, Topics.MARKET_COMMANDS, Topics.TRADING_EVENTS)) {
            for (int p = 0; p < Records.PARTITIONS; p++) {
                inputs.add(new TopicPartition(topic, p));
            }
        }
    }

    boolean isReached() {
        return inputs.stream().allMatch(this::isSettled) && site.log.isQuiet() && !site.database.hasLimbo();
    }

    /** What is still to be done. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!site.log.isQuiet()) {
            missing.add("events are on their way");
        }
        if (site.database.hasLimbo()) {
            missing.add("transactions are open");
        }
        for (TopicPartition input : inputs) {
            if (!isSettled(input)) {
                missing.add("%s ends at %d: %s"
                        .formatted(input, site.log.records(input).size(), progress(input)));
            }
        }
        return missing;
    }

    private boolean isSettled(TopicPartition input) {
        int end = site.log.records(input).size();
        Row progress = progress(input);
        return progress == null
                ? end == 0
                : progress.number("next_offset") == end
                        && progress.number("published_seq") == progress.number("journal_seq");
    }

    private @Nullable Row progress(TopicPartition input) {
        return site.database
                .table(STAGES.get(input.topic()) + ".progress")
                .committed
                .get(List.of(input.topic(), (long) input.partition()));
    }
}
