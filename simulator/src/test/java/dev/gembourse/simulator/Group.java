package dev.gembourse.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The broker's idea of who reads which partition. It gives a partition away only after its member has given it back, unless
 * it believes that the member is gone; and that may be wrong, so that two members read the same partition.
 */
final class Group {

    private static final Duration SESSION = Duration.ofSeconds(10);

    private final World world;
    private final String topic;
    private final List<SimulatedConsumer> members = new ArrayList<>();
    private final Map<TopicPartition, SimulatedConsumer> wanted = new LinkedHashMap<>();

    Group(World world, String topic) {
        this.world = world;
        this.topic = topic;
    }

    boolean has(SimulatedConsumer member) {
        return members.contains(member);
    }

    void join(SimulatedConsumer member) {
        members.add(member);
        spread();
    }

    void leave(SimulatedConsumer member) {
        if (members.remove(member)) {
            spread();
        }
    }

    /** Takes a member for gone, rightly or not: one that stands still, if there is any. */
    void expireSomebody() {
        if (!members.isEmpty()) {
            List<SimulatedConsumer> frozen =
                    members.stream().filter(SimulatedConsumer::isFrozen).toList();
            SimulatedConsumer gone = world.any(frozen.isEmpty() ? members : frozen);
            world.trace("%s: the group believes that %s is gone", topic, gone);
            leave(gone);
        }
    }

    /** Those who have not been heard of for a while. */
    void expireSilent() {
        for (SimulatedConsumer member : List.copyOf(members)) {
            if (world.nanos() - member.polledNanos() > SESSION.toNanos()) {
                world.trace("%s: %s has not been heard of", topic, member);
                leave(member);
            }
        }
    }

    /** Each partition gets a member, any. */
    void spread() {
        wanted.clear();
        for (int i = 0; i < Records.PARTITIONS && !members.isEmpty(); i++) {
            wanted.put(new TopicPartition(topic, i), world.any(members));
        }
    }

    List<TopicPartition> wantedFor(SimulatedConsumer member) {
        return wanted.entrySet().stream()
                .filter(entry -> entry.getValue() == member)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Nullable
    SimulatedConsumer holderOf(TopicPartition place) {
        return members.stream()
                .filter(member -> member.holds(place))
                .findFirst()
                .orElse(null);
    }
}
