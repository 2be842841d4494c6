package dev.gembourse.bench.peer;

import dev.gembourse.bench.measure.BenchTopics;
import dev.gembourse.bench.measure.CpuTime;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.stack.supervisor.Stack;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Measures peers on the commands that settlement is measured on: from the same offsets, into tables of their own, each in a
 * window of fixed length after it has warmed up.
 */
public final class Peers implements AutoCloseable {

    private static final String EVENTS = "peer.events.v1";
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final Stack stack;
    private final Path home;
    private final PeerSchema schema;
    private final Admin admin;
    private final Duration warmUp;
    private final Duration window;
    private Map<TopicPartition, OffsetAndMetadata> from = Map.of();

    /** Changes nothing yet. */
    public Peers(Stack stack, Path home, Connection connection, Duration warmUp, Duration window) {
        this.stack = stack;
        this.home = home;
        this.schema = new PeerSchema(connection);
        this.admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrap()));
        this.warmUp = warmUp;
        this.window = window;
    }

    /** Keeps for every measurement what there is now: to be called when the accounts are open and nothing is traded yet. */
    public void prepare() throws SQLException, InterruptedException {
        schema.keepTemplate();
        try {
            int partitions = admin.describeTopics(List.of(Topics.TRADING_COMMANDS))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .partitions()
                    .size();
            BenchTopics.create(stack.bootstrap(), partitions, EVENTS);
            from = ends(partitions);
        } catch (ExecutionException e) {
            throw new IllegalStateException("expected the broker to answer: " + e.getCause(), e);
        }
    }

    /**
     * Measures one peer once, after {@link #prepare}.
     *
     * @throws IllegalStateException when it settles nothing, or wrongly
     */
    public PeerRate measure(Peer peer, int round) throws SQLException, InterruptedException {
        if (peer == Peer.PGBENCH) {
            return new PeerRate(peer, round, new PgBench(stack).transactionsPerSecond(window), 0);
        }
        schema.renew();
        PeerProcess process = PeerProcess.worker(peer.label(), stack, home, environment(peer, round));
        process.start();
        try {
            awaitFirst(process);
            Thread.sleep(warmUp);
            long before = schema.settled();
            Duration cpuBefore = cpu(process);
            long begin = System.nanoTime();
            Thread.sleep(window);
            long settled = schema.settled() - before;
            double seconds = (System.nanoTime() - begin) / 1e9;
            Duration cpu = cpu(process).minus(cpuBefore);
            if (settled <= 0 || !process.isRunning()) {
                throw new IllegalStateException("expected " + process.name() + " to settle trades all the time but got "
                        + settled + " in " + seconds + " s: " + process.child().tail());
            }
            return new PeerRate(peer, round, settled / seconds, cpu.toNanos() / 1_000.0 / settled);
        } finally {
            process.stop();
            expectGoodBooks(peer);
        }
    }

    private void expectGoodBooks(Peer peer) throws SQLException {
        String complaint = peer == Peer.CEILING ? "" : schema.complaint();
        if (!complaint.isEmpty()) {
            throw new IllegalStateException("expected " + peer.label() + " to keep the books but " + complaint);
        }
    }

    private void awaitFirst(PeerProcess process) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (schema.settled() == 0) {
            if (!process.isRunning() || System.nanoTime() > deadline) {
                throw new IllegalStateException("expected " + process.name() + " to settle a first trade: "
                        + process.child().tail());
            }
            Thread.sleep(GLANCE);
        }
    }

    private Duration cpu(PeerProcess process) {
        return CpuTime.of(process.pid())
                .plus(CpuTime.of(stack.postgres().pid()))
                .plus(CpuTime.of(stack.kafka().pid()));
    }

    private Map<String, String> environment(Peer peer, int round) throws InterruptedException {
        String group = "peer-" + peer.label() + "-" + round;
        try {
            admin.alterConsumerGroupOffsets(group, from).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("expected the broker to place " + group + ": " + e.getCause(), e);
        }
        return Map.of(
                "SPRING_KAFKA_CONSUMER_GROUP_ID",
                group,
                "SPRING_DATASOURCE_HIKARI_SCHEMA",
                PeerSchema.NAME,
                "GEMBOURSE_PEER_EVENTS",
                EVENTS);
    }

    private Map<TopicPartition, OffsetAndMetadata> ends(int partitions)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            wanted.put(new TopicPartition(Topics.TRADING_COMMANDS, partition), OffsetSpec.latest());
        }
        return admin.listOffsets(wanted).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        end -> new OffsetAndMetadata(end.getValue().offset())));
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
