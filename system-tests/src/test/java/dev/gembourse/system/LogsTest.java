package dev.gembourse.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.wire.Json;
import dev.gembourse.tools.client.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the servers and services have written since they started, whatever the tests before this one did with them. */
@ExtendWith(Running.class)
class LogsTest {

    @Test
    void noSecretIsInAnyLog(TheSystem system) throws IOException {
        String password = "a password of " + system.name("somebody");
        Reply registered = system.gateway()
                .send(
                        "POST",
                        "/v1/auth/register",
                        null,
                        Map.of("username", system.name("somebody"), "password", password));
        assertThat(registered.isSuccess()).as(registered.toString()).isTrue();
        List<String> secrets = new ArrayList<>(List.of(
                password,
                system.stack().admin().password(),
                system.stack().admin().keySecret(),
                system.stack().admin().authorization(),
                system.stack().databasePassword(),
                system.stack().database().gateway().password(),
                system.stack().database().service().password(),
                "eyJ", // as every JWT begins
                "$argon2id$"));

        List<Path> logs = logs(system);

        assertThat(logs).as("the services and their servers").hasSizeGreaterThanOrEqualTo(5);
        for (Path log : logs) {
            String text = Files.readString(log, StandardCharsets.ISO_8859_1);
            assertThat(secrets.stream().filter(text::contains))
                    .as(log.toString())
                    .isEmpty();
        }
    }

    /** What the loggers of the services write; what a JVM says before stands there as it is. */
    @Test
    void aRecordIsOneLineOfJson(TheSystem system) throws IOException {
        for (Path log : logs(system)) {
            if (log.getFileName().toString().matches("(gateway|leaderboard)-service.log|trade-processor.log")) {
                String text = Files.readString(log);
                List<String> records = text.substring(0, text.lastIndexOf('\n') + 1) // the last one may be under way
                        .lines()
                        .filter(line -> line.contains("@timestamp"))
                        .toList();
                assertThat(records)
                        .as(log.toString())
                        .isNotEmpty()
                        .allSatisfy(line -> assertThat(Json.LENIENT
                                        .readTree(line)
                                        .path("message")
                                        .isString())
                                .isTrue());
            }
        }
    }

    private static List<Path> logs(TheSystem system) throws IOException {
        try (Stream<Path> files = Files.list(system.home().resolve("logs"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
