package dev.gembourse.stack.broker;

import dev.gembourse.stack.process.Child;
import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Command;
import dev.gembourse.stack.process.Folders;
import dev.gembourse.stack.process.Patience;
import dev.gembourse.stack.process.Ports;
import dev.gembourse.stack.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Uuid;

/**
 * The broker's classes as the JVM has them after loading and linking (its AOT cache), in a file that all brokers of this
 * user share. It takes half of the processor time out of a start, of which tests make many. It is made by a broker that
 * runs once for this alone; where that fails, brokers start without it.
 */
final class StartupCache {
    private static final Duration TRAINING_WITHIN = Duration.ofSeconds(90);

    private final BrokerJars jars;
    private final Path file;
    private final Path failure;

    StartupCache(BrokerJars jars) {
        this(jars, Folders.cache());
    }

    StartupCache(BrokerJars jars, Path folder) {
        this.jars = jars;
        this.file = folder.resolve("kafka-" + jars.fingerprint() + ".aot");
        this.failure = folder.resolve("kafka-" + jars.fingerprint() + ".failed");
    }

    /** What a broker's JVM is told; makes the cache when there is none, which takes some ten seconds. */
    synchronized List<String> options() {
        if (!Files.exists(file) && !Files.exists(failure)) {
            make();
        }
        // A cache that the JVM cannot use after all is ignored by it; what it says about that is of no interest.
        // What was compiled in training, a start without work, says nothing of what is worth compiling well under load.
        return Files.exists(file)
                ? List.of(
                        "-XX:AOTCache=" + file,
                        "-Xlog:aot*=off",
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-AOTReplayTraining")
                : List.of();
    }

    private void make() {
        try {
            Files.createDirectories(file.getParent());
            var scratch = Files.createTempDirectory(file.getParent(), "training-");
            try {
                var made = train(scratch);
                Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IllegalStateException | IOException e) {
                Files.writeString(failure, e.toString());
            } finally {
                Folders.delete(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a broker from start to orderly end; its JVM then writes what it has learned. */
    private Path train(Path scratch) {
        var made = scratch.resolve("made.aot");
        var settings = BrokerSettings.in(scratch);
        settings.writeProperties();
        var properties = settings.propertiesFile().toString();
        awaitEnd(start(
                settings,
                List.of("kafka.tools.StorageTool", "format", "--standalone", "-t", newId(), "-c", properties)));
        var broker =
                start(settings, List.of("-XX:AOTCacheOutput=" + made, "-Xlog:aot*=off", "kafka.Kafka", properties));
        try {
            Patience.awaitReady(
                    "a broker in training", broker, TRAINING_WITHIN, () -> Ports.isAnswering(settings.port()));
            Topics.create(settings.client(), List.of(Topic.journal("training", 1)));
            broker.signal(Signal.TERM);
            awaitEnd(broker);
            return made;
        } finally {
            broker.kill();
        }
    }

    // Kafka's jars alone: a JVM accepts what stands behind them on the class path later, but no folder here.
    private Child start(BrokerSettings settings, List<String> optionsAndProgram) {
        var words = new ArrayList<>(LocalBroker.JVM);
        words.addAll(settings.compilation().options());
        words.addAll(List.of("-cp", jars.classPath()));
        words.addAll(optionsAndProgram);
        return Children.start(Command.java(settings.log(), words));
    }

    private static void awaitEnd(Child process) {
        if (!process.awaitExit(TRAINING_WITHIN)) {
            process.kill();
            throw new IllegalStateException(
                    "expected the training to end within " + TRAINING_WITHIN + "\n" + process.tail());
        }
    }

    private static String newId() {
        return Uuid.randomUuid().toString();
    }
}
