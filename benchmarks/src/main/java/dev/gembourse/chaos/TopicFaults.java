package dev.gembourse.chaos;

import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.stack.supervisor.SupervisedPart;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The log is no longer what it was settled from. Every partition concerned stops and says what to do; nothing is skipped and
 * no offset moves until an operator says so. In the order in which they must strike: the last concerns more than one stage.
 */
final class TopicFaults {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int PARTITIONS = 4;
    private static final int MORE_PARTITIONS = 6;
    private static final int COMMANDS = 100;
    private static final int ASSETS = 20;

    private TopicFaults() {}

    static List<Fault> all() {
        return List.of(
                        new Fault(
                                "topic-recreated", 19, "a topic is deleted and created again", TopicFaults::recreated),
                        new Fault("records-expired", 19, "retention deletes what is not settled", TopicFaults::expired),
                        new Fault("partitions-added", 19, "a topic gets more partitions", TopicFaults::added))
                .stream()
                .map(Fault::asLasting)
                .toList();
    }

    private static String recreated(Scene scene, RandomGenerator random) throws Exception {
        Operator operator = scene.operator("trading");
        Map<Integer, Long> before = scene.settled();
        try (Admin admin = admin(scene)) {
            admin.deleteTopics(Set.of(Topics.TRADING_COMMANDS)).all().get();
            createAgain(admin, Topics.TRADING_COMMANDS);
        }
        operator.awaitStopped(PARTITIONS, "deleted and created again");
        List<Deposit> deposits = IntStream.range(0, COMMANDS)
                .mapToObj(i -> Load.deposit(scene.load().players().anyone(random), "anew-" + i, "0.25"))
                .toList();
        var _ = scene.load().publish(deposits);
        scene.stack().processor().crash();
        operator.awaitStopped(PARTITIONS, "deleted and created again");
        Scene.require(before.equals(scene.settled()), "expected offsets " + before + " but got " + scene.settled());
        adopt(scene, operator, Topics.TRADING_COMMANDS);
        return "stopped at once and after a restart; went on when adopted";
    }

    private static String expired(Scene scene, RandomGenerator random) throws Exception {
        Operator operator = scene.operator("market");
        SupervisedPart processor = scene.stack().processor();
        processor.pause();
        try (Admin admin = admin(scene)) {
            for (int i = 0; i < ASSETS; i++) {
                var _ = scene.load().send(Request.asset("EXPIRED" + i));
            }
            Map<TopicPartition, RecordsToDelete> everything = new HashMap<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                everything.put(new TopicPartition(Topics.MARKET_COMMANDS, partition), RecordsToDelete.beforeOffset(-1));
            }
            admin.deleteRecords(everything).all().get();
        } finally {
            processor.resume();
        }
        // Not each: a fetch that was under way has brought the first record, and there may be no other.
        operator.awaitStopped(2, "retention has deleted");
        adopt(scene, operator, Topics.MARKET_COMMANDS);
        return "stopped; went on when adopted";
    }

    private static String added(Scene scene, RandomGenerator random) throws Exception {
        try (Admin admin = admin(scene)) {
            admin.createPartitions(Map.of(Topics.TRADING_COMMANDS, NewPartitions.increaseTo(MORE_PARTITIONS)))
                    .all()
                    .get();
        }
        String why = "to have " + PARTITIONS + " partitions but got " + MORE_PARTITIONS;
        scene.operator("trading").awaitStopped(PARTITIONS, why);
        return "stopped: " + why;
    }

    /** As the partitions that have stopped say: from the first record that is there. */
    private static void adopt(Scene scene, Operator operator, String topic) throws Exception {
        try (Admin admin = admin(scene)) {
            for (Map.Entry<Integer, String> stopped : operator.stopped().entrySet()) {
                Scene.require(
                        stopped.getValue().contains("adopt"), "expected to be told what to do but got " + stopped);
                TopicPartition partition = new TopicPartition(topic, stopped.getKey());
                long begin = admin.listOffsets(Map.of(partition, OffsetSpec.earliest()))
                        .partitionResult(partition)
                        .get()
                        .offset();
                operator.does("adopt", stopped.getKey(), begin);
            }
        }
        Scene.await("every partition to go on", SOON, () -> operator.stopped().isEmpty());
        Scene.await("every record to be settled", SOON, () -> operator.lag() == 0);
    }

    private static void createAgain(Admin admin, String topic) throws Exception {
        NewTopic anew = new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())
                .configs(Map.of("retention.ms", "-1", "message.timestamp.type", "LogAppendTime"));
        // Deleting goes on for a moment after it was promised.
        Scene.await(topic + " to be created again", SOON, () -> {
            try {
                admin.createTopics(List.of(anew)).all().get();
                return true;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TopicExistsException) {
                    return false;
                }
                throw e;
            }
        });
    }

    private static Admin admin(Scene scene) {
        return Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, scene.stack().bootstrap()));
    }
}
