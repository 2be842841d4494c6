package dev.gembourse.simulator;

import dev.gembourse.events.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Whether everything has been settled and published, and nothing is under way. */
final class Rest {

    private static final Map<String, String> INPUTS = Map.of(
            "trading", Topics.TRADING_COMMANDS,
            "market", Topics.MARKET_COMMANDS,
            "leaderboard", Topics.TRADING_EVENTS,
            "portfolio", Topics.TRADING_EVENTS);

    private final Site site;
    private final List<Input> inputs = new ArrayList<>();

    private record Input(String stage, TopicPartition place) {}

    Rest(Site site) {
        this.site = site;
        for (String stage : List.of("trading", "market", "leaderboard", "portfolio")) {
            for (int p = 0; p < Records.PARTITIONS; p++) {
                inputs.add(new Input(stage, new TopicPartition(INPUTS.get(stage), p)));
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
        for (Input input : inputs) {
            if (!isSettled(input)) {
                missing.add("%s ends at %d: %s"
                        .formatted(input, site.log.records(input.place()).size(), progress(input)));
            }
        }
        return missing;
    }

    private boolean isSettled(Input input) {
        int end = site.log.records(input.place()).size();
        Row progress = progress(input);
        return progress == null
                ? end == 0
                : progress.number("next_offset") == end
                        && progress.number("published_seq") == progress.number("journal_seq");
    }

    private @Nullable Row progress(Input input) {
        return site.database
                .table(input.stage() + ".progress")
                .committed
                .get(List.of(input.place().topic(), (long) input.place().partition()));
    }
}
