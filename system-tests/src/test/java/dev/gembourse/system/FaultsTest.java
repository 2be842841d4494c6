package dev.gembourse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gembourse.events.wire.Json;
import dev.gembourse.stack.supervisor.SupervisedPart;
import dev.gembourse.tools.client.Submission;
import dev.gembourse.tools.replay.ReplayCommand;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Something dies in the middle of a replay. Everything settles all the same, nothing is lost or doubled, every invariant
 * holds (I1 to I9), and the same run again gets the same answers (I7).
 */
@ExtendWith(Running.class)
class FaultsTest {

    private static final long SEED = 20191011;
    private static final int ROWS = 800;
    private static final int ROWS_PER_SECOND = 250;
    private static final int STRIKE_AFTER = 200;
    private static final int PLAYERS = 8;
    private static final int GIFTS = 240;

    /** What happens to a part. The supervision starts again what was killed. */
    private enum Fault {
        KILLED {
            @Override
            void strike(SupervisedPart part) {
                part.crash();
            }
        },
        RESTARTED {
            @Override
            void strike(SupervisedPart part) {
                part.restart();
            }
        },
        PAUSED_FOR_THREE_SECONDS {
            @Override
            void strike(SupervisedPart part) {
                part.pause();
                await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
                part.resume();
            }
        };

        abstract void strike(SupervisedPart part);
    }

    @TempDir
    private Path folder;

    @AfterEach
    void everyPartIsBack(TheSystem system) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> system.stack().parts().stream().allMatch(SupervisedPart::isReady));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("trade-processor", Fault.KILLED, "rest"),
                Arguments.of("trade-processor", Fault.KILLED, "kafka"),
                Arguments.of("gateway-service", Fault.KILLED, "rest"),
                Arguments.of("trade-processor", Fault.PAUSED_FOR_THREE_SECONDS, "kafka"),
                Arguments.of("leaderboard-service", Fault.KILLED, "kafka"),
                Arguments.of("kafka", Fault.RESTARTED, "rest"),
                Arguments.of("postgres", Fault.RESTARTED, "rest"),
                Arguments.of("postgres", Fault.KILLED, "kafka"));
    }

    @ParameterizedTest(name = "{0} is {1}, trades come via {2}")
    @MethodSource("faults")
    void everythingSettlesOnceWhatever(String part, Fault fault, String via, TheSystem system) throws Exception {
        String symbol = system.name("F") + "-ETH";
        Path file = TradeFiles.write(folder, symbol, ROWS, SEED);
        String run = system.name("fault-");
        long before = commandsSettled(system);

        CompletableFuture<Commands.Ended> replay =
                CompletableFuture.supplyAsync(() -> replay(system, file, run, via, ROWS_PER_SECOND));
        await().atMost(Duration.ofSeconds(30)).until(() -> commandsSettled(system) > before + STRIKE_AFTER);
        assertThat(replay).as("the fault strikes while trades come in").isNotDone();
        fault.strike(part(system, part));
        Commands.Ended first = replay.get(90, TimeUnit.SECONDS);

        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        assertThat(system.findings()).isEmpty();
        Commands.Ended again = replay(system, file, run, via, 0);
        assertThat(again.exitCode()).as(again.out() + again.err()).isZero();
        assertThat(outcomes(again)).as("the same run gets the same answers").isEqualTo(outcomes(first));
    }

    @Test
    void everyGiftArrivesThoughTheProcessorIsKilled(TheSystem system) throws Exception {
        List<Player> players =
                Stream.generate(() -> system.player("1000")).limit(PLAYERS).toList();
        List<Submission> gifts = new ArrayList<>();

        for (int i = 0; i < GIFTS; i++) {
            int to = (i + 1 + i / PLAYERS % (PLAYERS - 1)) % PLAYERS;
            gifts.add(players.get(i % PLAYERS).submitGift(players.get(to), "1.25", system.name("gift")));
            if (i == GIFTS / 2) {
                Fault.KILLED.strike(part(system, "trade-processor"));
            }
        }

        for (Submission gift : gifts) {
            TheSystem.settled(players.getFirst().outcome(gift));
        }
        assertThat(system.findings()).as("I9 among others").isEmpty();
        assertThat(players.stream().map(Player::cash).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("8000");
    }

    private static Commands.Ended replay(TheSystem system, Path file, String run, String via, int rate) {
        return Commands.run(
                new ReplayCommand(),
                file.toString(),
                "--json",
                "--accounts=40",
                "--run-id=" + run,
                "--via=" + via,
                "--rate=" + (rate == 0 ? "max" : rate),
                "--url=" + system.stack().gatewayUrl(),
                "--home=" + system.home());
    }

    /** How many rows were settled, and how many refused for which reason. */
    private static List<JsonNode> outcomes(Commands.Ended replay) {
        JsonNode summary = Json.LENIENT.readTree(replay.out());
        return List.of(summary.path("settled"), summary.path("refused"));
    }

    private static SupervisedPart part(TheSystem system, String name) {
        return system.stack().parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static long commandsSettled(TheSystem system) throws SQLException {
        try (Connection database = system.tradingDatabase();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select coalesce(sum(next_offset), 0) from trading.progress")) {
            row.next();
            return row.getLong(1);
        }
    }
}
