package dev.gembourse.stack.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.stack.supervisor.StackSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What is typed after {@code up} becomes what the stack is told. */
class UpTest {

    @Test
    void anMqttBrokerAndASecureKafkaAreStartedOnlyWhereTheyAreAskedFor() {
        assertThat(settings().mqtt()).isFalse();
        assertThat(settings().secureKafka()).isFalse();
        assertThat(settings("--mqtt").mqtt()).isTrue();
        assertThat(settings("--secure-kafka").secureKafka()).isTrue();
    }

    @Test
    void homePortsAndOptionsOfTheVirtualMachinesReachTheStack() {
        StackSettings settings =
                settings("--home", "elsewhere", "--mqtt", "--mqtt-port", "2883", "--java-option=-Xmx64m");

        assertThat(settings.home()).isEqualTo(Path.of("elsewhere").toAbsolutePath());
        assertThat(settings.ports().mqtt()).isEqualTo(2883);
        assertThat(settings.javaOptions()).containsExactly("-Xmx64m");
    }

    private static StackSettings settings(String... arguments) {
        Up up = new Up();
        new CommandLine(up).parseArgs(arguments);
        return up.settings();
    }
}
