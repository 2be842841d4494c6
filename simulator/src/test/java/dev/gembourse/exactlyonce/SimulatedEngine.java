package dev.gembourse.exactlyonce;

import dev.gembourse.simulator.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;

/** The real engine of one stage, with one consumer thread, on whatever it is given. */
public final class SimulatedEngine {

    private static final Map<String, EngineMetrics> METRICS = new ConcurrentHashMap<>();
    private static final Failpoints NO_FAILPOINTS = Failpoints.parse("", "", true);

    private SimulatedEngine() {}

    /**
     * What the engine's thread does.
     *
     * @param brokersAreAway whether the topics cannot be asked for
     */
    public static <C, E> Runnable of(
            World world,
            Stage<C, E> stage,
            EngineSettings settings,
            DataSource dataSource,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Supplier<Producer<byte[], byte[]>> producers,
            int partitions,
            BooleanSupplier brokersAreAway) {
        Timing timing = timing(world);
        String input = stage.input().topic();
        Resources resources = new Resources(
                settings,
                dataSource,
                world::instant,
                timing,
                new Fence(input),
                new Quarantine(input),
                new EventProducer(stage, producers, timing),
                topics(input, partitions, brokersAreAway),
                new SettlementSwitch(),
                METRICS.computeIfAbsent(stage.name(), name -> new EngineMetrics(new SimpleMeterRegistry(), name)),
                NO_FAILPOINTS,
                new Rush(),
                new Rush(),
                new Object());
        return new ConsumerThread<>(stage, resources, factory(consumers), 0);
    }

    private static Timing timing(World world) {
        return new Timing() {
            @Override
            public long nanos() {
                return world.nanos();
            }

            @Override
            public void sleep(Duration time) {
                world.sleep(time);
            }

            @Override
            public long random(long bound) {
                return world.below(bound);
            }
        };
    }

    private static Topics topics(String input, int partitions, BooleanSupplier brokersAreAway) {
        Topics.Description answer =
                new Topics.Description(new TopicIdentity("id-of-" + input, "cluster", partitions), null);
        return new Topics(null, input, Set.of(), Duration.ZERO) {
            @Override
            synchronized Description describe() throws Unreachable {
                if (brokersAreAway.getAsBoolean()) {
                    throw new Unreachable("the broker is away", new IllegalStateException());
                }
                return answer;
            }

            @Override
            @Nullable
            Description glance() {
                return answer;
            }
        };
    }

    private static ConsumerFactory<byte[], byte[]> factory(Supplier<Consumer<byte[], byte[]>> consumers) {
        return new ConsumerFactory<>() {
            @Override
            public Consumer<byte[], byte[]> createConsumer(
                    @Nullable String groupId,
                    @Nullable String prefix,
                    @Nullable String suffix,
                    @Nullable Properties properties) {
                return consumers.get();
            }

            @Override
            public boolean isAutoCommit() {
                return false;
            }
        };
    }
}
