package dev.gembourse.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.wire.Json;
import dev.gembourse.tools.replay.ReplayCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * {@code ./gembourse replay}. The folder of real trades is told by the environment variable GEMBOURSE_DATA; without it a small
 * generated file takes its place.
 */
@ExtendWith(Running.class)
class ReplayTest {

    @TempDir
    private Path folder;

    @Test
    void everyRowSettlesOrIsRefusedAndASecondRunChangesNothing(TheSystem system, TestReporter reporter)
            throws Exception {
        Path file = realTradesOrGenerated(reporter);
        long rows = Files.readAllLines(file).size() - 1L;

        JsonNode first = replay(system, file, "rest");
        String books = books(system);
        JsonNode second = replay(system, file, "rest");
        JsonNode third = replay(system, file, "kafka");

        assertThat(first.path("settled").asLong() + sum(first.path("refused"))).isEqualTo(rows);
        assertThat(first.path("replayedTrades").asLong()).isZero();
        for (JsonNode repetition : new JsonNode[] {second, third}) {
            assertThat(repetition.path("replayedTrades").asLong()).isEqualTo(rows);
            assertThat(repetition.path("replayedPrices").asLong()).isEqualTo(rows);
            assertThat(repetition.path("settled")).isEqualTo(first.path("settled"));
            assertThat(repetition.path("refused")).isEqualTo(first.path("refused"));
        }
        assertThat(books(system)).isEqualTo(books);
        assertThat(system.findings()).isEmpty();
    }

    @Test
    void tradesSentStraightToKafkaSettleTheSameWay(TheSystem system) throws Exception {
        Path file = TradeFiles.write(folder, system.name("K") + "-ETH", 1_000, 7);

        JsonNode summary = replay(system, file, "kafka");

        assertThat(summary.path("ok").asBoolean()).isTrue();
        assertThat(summary.path("settled").asLong()).isPositive();
        assertThat(summary.path("settled").asLong() + sum(summary.path("refused")))
                .isEqualTo(1_000);
        assertThat(summary.path("outcomeMillis").path("p50").asDouble()).isPositive();
    }

    @Test
    void aMalformedFileIsNamedByItsLineAndNothingIsSent(TheSystem system) throws Exception {
        Path file = TradeFiles.write(folder, system.name("M") + "-ETH", 10, 7);
        Files.writeString(file, Files.readString(file).replace(",10\n", ",ten,10\n"));
        String before = books(system);

        Commands.Ended ended = Commands.run(
                new ReplayCommand(),
                file.toString(),
                "--url=" + system.stack().gatewayUrl(),
                "--key=" + system.stack().admin().key());

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("line 11", "nothing has been sent");
        assertThat(books(system)).isEqualTo(before);
    }

    @Test
    void withoutARunningSystemTheCommandSaysWhatToDo(TheSystem system) throws Exception {
        Path file = TradeFiles.write(folder, system.name("N") + "-ETH", 10, 7);

        Commands.Ended ended = Commands.run(new ReplayCommand(), file.toString(), "--url=http://127.0.0.1:1");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("./gembourse up");
    }

    private Path realTradesOrGenerated(TestReporter reporter) throws IOException {
        String data = System.getenv("GEMBOURSE_DATA");
        Path real = Path.of(data == null ? "" : data).resolve("xrp-eth-trades.csv");
        if (data != null && Files.isReadable(real)) {
            reporter.publishEntry("replaying the real trades of " + real);
            return real;
        }
        reporter.publishEntry("GEMBOURSE_DATA names no folder with xrp-eth-trades.csv: replaying a generated file");
        return TradeFiles.write(folder, "XRP-ETH", 2_000, 42);
    }

    private static JsonNode replay(TheSystem system, Path file, String via) {
        Commands.Ended ended = Commands.run(
                new ReplayCommand(),
                file.toString(),
                "--json",
                "--accounts=200",
                "--run-id=replay-" + file.hashCode(),
                "--via=" + via,
                "--url=" + system.stack().gatewayUrl(),
                "--home=" + system.home());
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        return Json.LENIENT.readTree(ended.out());
    }

    private static long sum(JsonNode refused) {
        long sum = 0;
        for (JsonNode count : refused) {
            sum += count.asLong();
        }
        return sum;
    }

    /** All transfers and balances in one line. */
    private static String books(TheSystem system) throws SQLException {
        String sql = """
                select (select count(*) || ' ' || coalesce(sum(amount), 0) from trading.transfer) || ' '
                    || (select count(*) || ' ' || coalesce(sum(balance * balance), 0) from trading.ledger_account) || ' '
                    || (select count(*) || ' ' || coalesce(string_agg(symbol || price, ',' order by symbol), '')
                          from market.asset)
                """;
        try (Connection database = system.tradingDatabase();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
