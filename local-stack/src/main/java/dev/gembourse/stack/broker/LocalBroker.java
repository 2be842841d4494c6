package dev.gembourse.stack.broker;

import dev.gembourse.stack.process.BuildFolder;
import dev.gembourse.stack.process.Child;
import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Command;
import dev.gembourse.stack.process.Part;
import dev.gembourse.stack.process.Patience;
import dev.gembourse.stack.process.Ports;
import dev.gembourse.stack.process.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker on this machine. Data and ports stay the same from one {@link #start} to the next, so clients find it
 * again after {@link #stop}, {@link #kill} or {@link #pause}. Methods return when what they promise has happened. One
 * thread at a time may start and stop it.
 */
public final class LocalBroker implements Broker, Part, AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    /** Options of a JVM that starts fast and stays small. */
    static final List<String> JVM =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");

    private final BrokerSettings settings;
    private volatile @Nullable Child process;

    private LocalBroker(BrokerSettings settings) {
        this.settings = settings;
    }

    /** A broker that is not running yet. */
    public static LocalBroker with(BrokerSettings settings) {
        return new LocalBroker(settings);
    }

    /** A running broker with data and log under {@code home}, on free ports. */
    public static LocalBroker startIn(Path home) {
        var broker = with(BrokerSettings.in(home));
        broker.start();
        return broker;
    }

    /** Starts the process and returns when the broker answers. */
    @Override
    public void start() {
        if (isRunning()) {
            throw new IllegalStateException("expected a stopped broker but it runs as process " + pid());
        }
        var child = Children.start(command());
        process = child;
        try {
            Patience.awaitReady("the Kafka broker", child, READY_WITHIN, () -> Ports.isAnswering(settings.port()));
            Topics.awaitBroker(bootstrap(), READY_WITHIN);
        } catch (RuntimeException e) {
            child.kill();
            throw e;
        }
    }

    /** Ends the process in order: everything written is on its way to disk, groups are handed over. */
    @Override
    public void stop() {
        var child = process;
        if (child != null) {
            child.end(Signal.TERM, STOP_WITHIN);
        }
    }

    /** {@code kill -9}. */
    @Override
    public void kill() {
        child().kill();
    }

    /** {@code kill -STOP}: connections stay open, nothing answers. */
    @Override
    public void pause() {
        child().pause();
    }

    /** {@code kill -CONT}. */
    @Override
    public void resume() {
        child().resume();
    }

    @Override
    public String bootstrap() {
        return settings.bootstrap();
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public int port() {
        return settings.port();
    }

    @Override
    public boolean isRunning() {
        var child = process;
        return child != null && child.isAlive();
    }

    @Override
    public boolean isReady() {
        return isRunning() && Ports.isAnswering(settings.port());
    }

    @Override
    public Child child() {
        var child = process;
        if (child == null) {
            throw new IllegalStateException("expected a started broker but it was never started");
        }
        return child;
    }

    @Override
    public void close() {
        stop();
    }

    private Command command() {
        settings.writeProperties();
        var jars = BrokerJars.find();
        var words = new ArrayList<>(JVM);
        words.add("-Xmx" + settings.heapMegabytes() + "m");
        words.addAll(new StartupCache(jars).options());
        words.addAll(Logging.OPTIONS);
        words.addAll(List.of("-cp", jars.classPath() + ":" + BuildFolder.code(), BrokerProgram.class.getName()));
        words.addAll(List.of(
                settings.propertiesFile().toString(),
                settings.data().toString(),
                Uuid.randomUuid().toString()));
        return Command.java(settings.log(), words);
    }
}
