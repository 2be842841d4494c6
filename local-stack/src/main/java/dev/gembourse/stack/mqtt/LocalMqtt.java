package dev.gembourse.stack.mqtt;

import dev.gembourse.mqtt.MqttBrokerProgram;
import dev.gembourse.stack.process.BuildFolder;
import dev.gembourse.stack.process.Child;
import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Command;
import dev.gembourse.stack.process.OneProcess;
import dev.gembourse.stack.process.Patience;
import dev.gembourse.stack.process.Signal;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An MQTT broker on this machine. What it has acknowledged stays in its folder from one {@link #start} to the next, after {@link #kill}
 * too. It lets everybody in who is on this machine.
 */
public final class LocalMqtt extends OneProcess implements AutoCloseable {
    /** How long it may take to end before it is killed. */
    public static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final List<String> JVM = List.of(
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Path home;
    private final int port;

    private LocalMqtt(Path home, int port) {
        super("mqtt", Signal.TERM, STOP_WITHIN);
        this.home = home;
        this.port = port;
    }

    /** A broker that is not running yet, with data and log under a stack's home. */
    public static LocalMqtt in(Path home, int port) {
        return new LocalMqtt(home, port);
    }

    /** Where clients find it. */
    public URI url() {
        return URI.create("mqtt://127.0.0.1:" + port);
    }

    @Override
    protected Child launch() {
        return Children.start(Command.java(
                home.resolve("logs").resolve("mqtt.log"),
                Stream.of(
                                JVM.stream(),
                                Stream.of("-cp", classPath(), MqttBrokerProgram.class.getName()),
                                Stream.of(home.resolve("mqtt").toString(), Integer.toString(port)))
                        .flatMap(words -> words)
                        .toList()));
    }

    @Override
    protected void awaitReady(Child child) {
        Patience.awaitReady("the MQTT broker", child, READY_WITHIN, () -> MqttHandshake.succeedsAt(port));
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        stop();
    }

    /** The program and the jars that the build copied beside it, none of which is on our own class path. */
    private static String classPath() {
        var jars = jars();
        try (var files = Files.list(jars)) {
            return Stream.concat(Stream.of(program()), files.sorted())
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException("expected the MQTT broker's jars in " + jars + " but got " + e, e);
        }
    }

    private static Path jars() {
        return BuildFolder.root().resolve("mqtt-broker").resolve("target").resolve("broker");
    }

    private static Path program() {
        try {
            return Path.of(MqttBrokerProgram.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
