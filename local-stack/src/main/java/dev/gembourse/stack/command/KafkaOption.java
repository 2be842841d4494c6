package dev.gembourse.stack.command;

import dev.gembourse.stack.access.ClientFile;
import dev.gembourse.stack.supervisor.StackFile;
import dev.gembourse.stack.supervisor.StackRecord;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which Kafka a command uses, and as whom. */
public final class KafkaOption {
    private static final String ADDRESSES = "bootstrap.servers";

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "Kafka. Default: 127.0.0.1:9092.")
    private @Nullable String bootstrap;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description =
                    "Settings of a Java client for Kafka, such as credentials. Default: those that the local stack"
                            + " has for its tools, when its Kafka asks for credentials.")
    private @Nullable Path file;

    /** Settings of a Kafka client. */
    public Map<String, Object> client(Path home) {
        var client = new HashMap<String, Object>(Map.of(ADDRESSES, "127.0.0.1:9092"));
        Optional.ofNullable(file)
                .or(() -> ofLocalStack(home))
                .ifPresent(found -> client.putAll(new ClientFile(found).read()));
        Optional.ofNullable(bootstrap).ifPresent(chosen -> client.put(ADDRESSES, chosen));
        return client;
    }

    private Optional<Path> ofLocalStack(Path home) {
        return StackFile.in(home)
                .read()
                .filter(stack -> bootstrap == null || bootstrap.equals(stack.kafka()))
                .map(StackRecord::kafkaClientFile)
                .map(Path::of);
    }
}
