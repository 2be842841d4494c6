package dev.gembourse.gateway.ops;

import dev.gembourse.events.view.PartitionLagView;
import dev.gembourse.gateway.follow.FollowedTopic;
import dev.gembourse.gateway.follow.FollowedTopic.Heard;
import dev.gembourse.gateway.follow.Followers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far this instance is behind in the topics that it follows. */
@Component
class FollowerLag {

    private final Followers followers;
    private final Broker broker;
    private final Clock clock;

    FollowerLag(Followers followers, Broker broker, Clock clock) {
        this.followers = followers;
        this.broker = broker;
        this.clock = clock;
    }

    List<PartitionLagView> lag() {
        Instant now = clock.instant();
        return followers.all().stream()
                .flatMap(topic -> broker.ends(topic.topic()).entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(end -> line(topic, end.getKey(), end.getValue(), now)))
                .toList();
    }

    private static PartitionLagView line(FollowedTopic topic, int partition, long end, Instant now) {
        Optional<Heard> heard = topic.heard(partition);
        long next = heard.map(Heard::nextOffset).orElse(end);
        long records = Math.max(0, end - next);
        Duration age = records == 0
                ? Duration.ZERO
                : heard.map(last -> Duration.between(last.at(), now)).orElse(Duration.ZERO);
        long seq = heard.map(Heard::seq).orElse(0L);
        return new PartitionLagView(
                "gateway-service",
                topic.topic(),
                partition,
                records,
                BigDecimal.valueOf(Math.max(0, age.toMillis())).movePointLeft(3).setScale(3, RoundingMode.HALF_EVEN),
                state(topic, records),
                detail(topic),
                true,
                next,
                seq,
                seq,
                0);
    }

    private static String state(FollowedTopic topic, long records) {
        if (!topic.isConnected()) {
            return "STOPPED";
        }
        return records > 0 ? "CATCHING_UP" : "OK";
    }

    private static @Nullable String detail(FollowedTopic topic) {
        return topic.isConnected() ? null : "Kafka cannot be read; following goes on when it answers";
    }
}
