package dev.gembourse.stack.broker;

import dev.gembourse.stack.process.BuildFolder;
import dev.gembourse.stack.process.Child;
import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Command;
import dev.gembourse.stack.process.OneProcess;
import dev.gembourse.stack.process.Patience;
import dev.gembourse.stack.process.Ports;
import dev.gembourse.stack.process.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Kafka broker on this machine. Data and ports stay the same from one {@link #start} to the next, so clients find it
 * again after {@link #stop}, {@link #kill} or {@link #pause}. Methods return when what they promise has happened. One
 * thread at a time may start and stop it.
 */
public final class LocalBroker extends OneProcess implements Broker, AutoCloseable {
    /** How long it may take to end before it is killed. */
    public static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    /** Options of a JVM that collects garbage in short pauses. */
    static final List<String> JVM =
            List.of("-XX:+UseParallelGC", "-XX:-UseAdaptiveSizePolicy", "-XX:+ExitOnOutOfMemoryError");

    private final BrokerSettings settings;

    private LocalBroker(BrokerSettings settings) {
        super(settings.name(), Signal.TERM, STOP_WITHIN);
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

    /** Does now what the first start on this machine would otherwise take longer for. */
    public static void prepare() {
        new StartupCache(BrokerJars.find()).options();
    }

    @Override
    protected Child launch() {
        return Children.start(command());
    }

    @Override
    protected void awaitReady(Child child) {
        Patience.awaitReady("the Kafka broker", child, READY_WITHIN, () -> Ports.isAnswering(settings.port()));
        Topics.awaitBroker(client(), READY_WITHIN);
    }

    @Override
    public String bootstrap() {
        return settings.bootstrap();
    }

    @Override
    public Map<String, Object> client() {
        return settings.client();
    }

    @Override
    public int port() {
        return settings.port();
    }

    @Override
    public void close() {
        stop();
    }

    private Command command() {
        settings.writeProperties();
        var jars = BrokerJars.find();
        var words = new ArrayList<>(JVM);
        words.addAll(settings.compilation().options());
        words.add("-Xmx" + settings.heapMegabytes() + "m");
        words.add("-Xmn" + settings.heapMegabytes() / 3 + "m");
        words.addAll(new StartupCache(jars).options());
        words.addAll(Logging.OPTIONS);
        words.addAll(List.of("-cp", jars.classPath() + ":" + BuildFolder.code(), BrokerProgram.class.getName()));
        words.addAll(List.of(
                settings.propertiesFile().toString(),
                settings.data().toString(),
                settings.quorum().clusterId(),
                Boolean.toString(settings.quorum().voters() == null)));
        return Command.java(settings.log(), words);
    }
}
