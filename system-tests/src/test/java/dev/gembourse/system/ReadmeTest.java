package dev.gembourse.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.stack.process.BuildFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README.md tells people to type works. */
@ExtendWith(Running.class)
class ReadmeTest {

    private static final Pattern SESSION = Pattern.compile("<!-- session:.*?```bash\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("\\./gembourse ([a-z]+(?: settle)?)");

    @Test
    void theFirstSessionEndsOnAChangedLeaderboard(TheSystem system) throws Exception {
        Matcher session = SESSION.matcher(readme());
        assertThat(session.find()).as("a session in README.md").isTrue();
        String script = session.group(1)
                .replace("http://127.0.0.1:8080", system.stack().gatewayUrl().toString())
                .replace("$(./gembourse admin --key)", system.stack().admin().key())
                .replace("limit=10\"", "limit=1000\""); // other tests' players stand on this board too

        String said = run(List.of("bash", "-euo", "pipefail", "-c", script));

        assertThat(said)
                .contains("Bought 5 Gold at 50.00 USD, total 250.00 USD")
                .containsPattern("\"username\":\"ada\",\"gems\":1,\"tradeCount\":1");
    }

    static Stream<String> commands() throws IOException {
        return COMMAND.matcher(readme()).results().map(found -> found.group(1)).distinct();
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

    private static String readme() throws IOException {
        Path readme = BuildFolder.root().resolve("README.md");
        return Files.readString(readme);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
