package dev.gembourse.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.stack.process.BuildFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README.md and the documents that go on from it tell people to type works. */
@ExtendWith(Running.class)
class ReadmeTest {

    private static final Pattern SESSION = Pattern.compile("<!-- session:.*?```bash\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("\\./gembourse ([a-z]+(?: settle)?)");

    private static String said = "";

    @BeforeAll
    static void typeWhatTheDocumentsSay(TheSystem system) throws Exception {
        String script = (session("README.md") + session("docs/statements.md") + session("docs/orders.md"))
                .replace("http://127.0.0.1:8080", system.stack().gatewayUrl().toString())
                .replace("$(./gembourse admin --key)", system.stack().admin().key())
                .replace("limit=10\"", "limit=1000\""); // other tests' players stand on this board too

        said = run(List.of("bash", "-euo", "pipefail", "-c", script));
    }

    @Test
    void theFirstSessionEndsOnAChangedLeaderboard() {
        assertThat(said)
                .contains("Bought 5 Gold at 50.00 USD, total 250.00 USD")
                .containsPattern("\"username\":\"ada\",\"gems\":1,\"tradeCount\":1");
    }

    @Test
    void theSessionOnStatementsTellsWhatMovedAndWhatIsLeft() {
        assertThat(said)
                .contains("\"unit\":\"USD\",\"amount\":\"1000.00\",\"before\":\"0.00\",\"after\":\"1000.00\"")
                .contains("\"unit\":\"USD\",\"amount\":\"-250.00\",\"before\":\"1000.00\",\"after\":\"750.00\"")
                .contains(
                        "\"balances\":[{\"unit\":\"GOLD\",\"balance\":\"5\"},{\"unit\":\"USD\",\"balance\":\"750.00\"}]")
                .containsPattern(
                        "transferId,operationId,kind,unit,amount,before,after,counterparty,reference,at,message,reason,original\r\n"
                                + "[0-9.]+,[0-9a-f-]{36},DEPOSIT,USD,1000.00,0.00,1000.00,TREASURY,,[^,]+,,,\r\n"
                                + "[0-9.]+,[0-9a-f-]{36},TRADE,GOLD,5,0,5,HOUSE,,[^,]+,,,\r\n"
                                + "[0-9.]+,[0-9a-f-]{36},TRADE,USD,-250.00,1000.00,750.00,HOUSE,,[^,]+,,,\r\n\\{");
    }

    @Test
    void theSessionOnOrdersTellsWhatIsHeldAndFilled() {
        assertThat(said)
                .contains("\"status\":\"OPEN\",\"filled\":\"0\"")
                .contains("\"held\":\"240.24\"")
                .contains("\"bids\":[{\"price\":\"24\",\"quantity\":\"6\",\"orders\":1}]")
                .contains("\"status\":\"CANCELLED\",\"reason\":\"CANCELLED_BY_OWNER\",\"filled\":\"4\","
                        + "\"averagePrice\":\"23.5\",\"paid\":\"94.00\",\"fees\":\"0.05\"");
    }

    static Stream<String> commands() throws IOException {
        return COMMAND.matcher(read("README.md"))
                .results()
                .map(found -> found.group(1))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsThereAndExplainsItself(String command) throws Exception {
        String java = ProcessHandle.current().info().command().orElseThrow();
        List<String> launcher =
                List.of(java, "-cp", System.getProperty("java.class.path"), "dev.gembourse.stack.command.Gembourse");

        String help = run(Stream.concat(launcher.stream(), Stream.of((command + " --help").split(" ")))
                .toList());

        assertThat(help).contains("Usage: gembourse " + command);
    }

    private static String session(String document) throws IOException {
        Matcher session = SESSION.matcher(read(document));
        assertThat(session.find()).as("a session in " + document).isTrue();
        return session.group(1);
    }

    private static String read(String document) throws IOException {
        return Files.readString(BuildFolder.root().resolve(document));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS)
                .execute(process::destroyForcibly); // if it waits in vain
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
