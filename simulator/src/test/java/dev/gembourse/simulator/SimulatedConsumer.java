package dev.gembourse.simulator;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A Kafka consumer on the simulated log and group. */
final class SimulatedConsumer implements InvocationHandler {

    private final World world;
    private final Log log;
    private final Group group;
    private final String name;
    private final int most;
    private final @Nullable Task owner;
    private final Set<TopicPartition> held = new LinkedHashSet<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Set<TopicPartition> paused = new LinkedHashSet<>();
    private @Nullable ConsumerRebalanceListener listener;
    private long polledNanos;

    private SimulatedConsumer(World world, Log log, Group group, String name, int most) {
        this.world = world;
        this.log = log;
        this.group = group;
        this.name = name;
        this.most = most;
        this.owner = world.current();
        this.polledNanos = world.nanos();
    }

    /** @param most records that a poll brings */
    @SuppressWarnings("unchecked")
    static Consumer<byte[], byte[]> of(World world, Log log, Group group, String name, int most) {
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                SimulatedConsumer.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                new SimulatedConsumer(world, log, group, name, most));
    }

    long polledNanos() {
        return polledNanos;
    }

    /** Whether its process stands still. */
    boolean isFrozen() {
        Task process = owner;
        return process != null && process.isFrozen(world.nanos());
    }

    boolean holds(TopicPartition place) {
        return held.contains(place);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        Object first = arguments == null || arguments.length == 0 ? null : arguments[0];
        return switch (method.getName()) {
            case "subscribe" -> {
                listener = (ConsumerRebalanceListener) arguments[1];
                yield null;
            }
            case "poll" -> poll((Duration) first);
            case "seek" -> {
                positions.put(
                        (TopicPartition) first,
                        arguments[1] instanceof OffsetAndMetadata at ? at.offset() : (Long) arguments[1]);
                yield null;
            }
            case "pause" -> {
                places(first).forEach(paused::add);
                yield null;
            }
            case "resume" -> {
                places(first).forEach(paused::remove);
                yield null;
            }
            case "paused" -> Set.copyOf(paused);
            case "position" -> {
                ask("position");
                yield positions.get((TopicPartition) first);
            }
            case "beginningOffsets" -> offsets(places(first), false);
            case "endOffsets" -> offsets(places(first), true);
            case "commitAsync", "wakeup" -> null;
            case "close" -> {
                group.leave(this);
                held.clear();
                yield null;
            }
            case "toString" -> name;
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    private ConsumerRecords<byte[], byte[]> poll(Duration atMost) {
        world.pass("polls");
        polledNanos = world.nanos();
        meetGroup();
        if (world.chance(world.faults.poll)) {
            if (world.below(3) == 0) {
                throw new KafkaException("Kafka's client has failed");
            }
            repeat();
        }
        if (world.chance(world.faults.place)) {
            losePlace();
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> fetched = fetch();
        if (fetched.isEmpty()) {
            world.sleep(atMost);
            world.pass("has waited for records");
            fetched = fetch();
        }
        return new ConsumerRecords<>(fetched, Map.of());
    }

    private Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> fetch() {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> fetched = new LinkedHashMap<>();
        if (log.isAway()) {
            return fetched;
        }
        for (TopicPartition place : held) {
            List<ConsumerRecord<byte[], byte[]>> all = log.records(place);
            int from = Math.toIntExact(positions.getOrDefault(place, 0L));
            if (!paused.contains(place) && from < all.size()) {
                int to = Math.min(all.size(), from + 1 + world.below(most));
                fetched.put(place, List.copyOf(all.subList(from, to)));
                positions.put(place, (long) to);
            }
        }
        return fetched;
    }

    /** The broker that is asked does not have one partition's place yet. All others stay where they are. */
    private void losePlace() {
        List<TopicPartition> fetching =
                held.stream().filter(place -> !paused.contains(place)).toList();
        if (!fetching.isEmpty()) {
            TopicPartition place = world.any(fetching);
            world.trace("is told that %s has no such offset", place);
            throw new OffsetOutOfRangeException(Map.of(place, positions.getOrDefault(place, 0L)));
        }
    }

    /** Hands out again what it has handed out. Kafka's own does not do that, but the engine must not rely on it. */
    private void repeat() {
        positions.replaceAll((place, offset) -> Math.max(0, offset - world.below(4)));
    }

    private void meetGroup() {
        ConsumerRebalanceListener mine = listener;
        if (mine == null) {
            throw new IllegalStateException("expected a subscription");
        }
        if (!group.has(this)) {
            List<TopicPartition> lost = List.copyOf(held);
            held.clear();
            if (!lost.isEmpty()) {
                world.trace("has lost %s", lost);
                mine.onPartitionsLost(lost);
            }
            group.join(this);
        }
        List<TopicPartition> wanted = group.wantedFor(this);
        List<TopicPartition> revoked =
                held.stream().filter(place -> !wanted.contains(place)).toList();
        if (!revoked.isEmpty()) {
            world.trace("gives back %s", revoked);
            mine.onPartitionsRevoked(revoked);
            held.removeAll(revoked);
        }
        List<TopicPartition> gained = group.wantedFor(this).stream()
                .filter(place -> group.holderOf(place) == null)
                .toList();
        if (!gained.isEmpty() && group.has(this)) {
            held.addAll(gained);
            paused.removeAll(gained);
            world.trace("gets %s", gained);
            mine.onPartitionsAssigned(gained);
        }
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> places, boolean ends) {
        ask("offsets");
        Map<TopicPartition, Long> offsets = new HashMap<>();
        places.forEach(place -> offsets.put(place, ends ? log.records(place).size() : 0L));
        return offsets;
    }

    private void ask(String what) {
        world.pass("asks for %s", what);
        if (log.isAway()) {
            throw new TimeoutException("the broker is away");
        }
    }

    @SuppressWarnings("unchecked")
    private static List<TopicPartition> places(@Nullable Object collection) {
        return collection == null ? List.of() : new ArrayList<>((Collection<TopicPartition>) collection);
    }

    @Override
    public String toString() {
        return name;
    }
}
