package dev.gembourse.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.stack.process.BuildFolder;
import dev.gembourse.system.Commands.Ended;
import dev.gembourse.tools.partner.PartnerCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What docs/producers.md tells partners to type works, on a stack as {@code ./gembourse up} starts it: with Debian's kcat, whose SCRAM
 * Kafka 4 refuses, Kafka must not ask for credentials.
 */
class ProducersTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String DOCUMENT = "docs/producers.md";
    private static final Pattern SESSION = Pattern.compile("<!-- session:.*?```bash\n(.*?)```", Pattern.DOTALL);
    private static final Pattern KCAT = Pattern.compile("### With kcat\n.*?```bash\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PROGRAM =
            Pattern.compile("<!-- program: Acme.java -->\n```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PYTHON = Pattern.compile("\n(python3 -c .*?)\n```", Pattern.DOTALL);
    private static final String SOURCE = "/partners/acme";

    private static TheSystem system;
    private static String account = "";
    private static String said = "";

    @BeforeAll
    static void becomeAPartner() throws Exception {
        system = TheSystem.start(false);
        Ended ended = Commands.run(new PartnerCommand(), "acme", "--home=" + system.home());
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        said = bash((found("README.md", SESSION) + found(DOCUMENT, SESSION) + "\necho \"account: $ACCOUNT\"")
                .replace("http://127.0.0.1:8080", system.stack().gatewayUrl().toString())
                .replace("$(./gembourse admin --key)", system.stack().admin().key()));
        account = said.substring(said.lastIndexOf("account: ") + "account: ".length())
                .strip();
    }

    @AfterAll
    static void end() throws IOException {
        system.close();
    }

    @Test
    void aLimitIsRefusedWhereKafkaLimitsNobody() {
        Ended ended = Commands.run(new PartnerCommand(), "acme", "--bytes-per-second=5000", "--home=" + system.home());

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("--bytes-per-second", "--secure-kafka");
    }

    @Test
    void anOwnerSeesWhatIsPermitted() {
        assertThat(said).contains("\"permissions\":[\"trade\",\"report\"]").contains("\"acme\"");
    }

    @Test
    void theProgramInJavaTradesOnceHoweverOftenItRuns() throws Exception {
        Path program = system.home().resolve("Acme.java");
        Files.writeString(program, found(DOCUMENT, PROGRAM));
        String java = ProcessHandle.current().info().command().orElseThrow();
        List<String> command = List.of(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                program.toString(),
                system.home().resolve("partners/acme.properties").toString(),
                account,
                "java-1");

        run(command);
        String printed = run(command);

        assertThat(printed).contains(OperationId.ofPartner(SOURCE, "java-1").toString());
        assertThat(settled("java-1").causationId()).isEqualTo("java-1");
        assertThat(tradesOf("java-1")).isEqualTo(1);
    }

    @Test
    void kcatTradesOnceHoweverOftenItRuns() throws Exception {
        assumeThat(isThere("kcat"))
                .as("kcat is installed (Debian: apt-get install kcat)")
                .isTrue();
        String line = "ACCOUNT=" + account + "\n" + found(DOCUMENT, KCAT).replace(".gembourse/", system.home() + "/");

        bash(line);
        bash(line);

        OperationView outcome = settled("order-1");
        assertThat(outcome.source()).isEqualTo(SOURCE);
        assertThat(outcome.causationId()).isEqualTo("order-1");
        assertThat(tradesOf("order-1")).isEqualTo(1);
    }

    @Test
    void kcatReportsATradeThatEarnsAGemOnce() throws Exception {
        assumeThat(isThere("kcat"))
                .as("kcat is installed (Debian: apt-get install kcat)")
                .isTrue();
        String line = """
                echo '{"accountId":"%s","symbol":"ELSEWHERE","side":"BUY","quantity":"2","price":"7.50","currency":"USD",\
                "settledAt":"2026-01-02T03:04:05Z"}' |
                  kcat -F %s/partners/acme.kcat.properties -P -t partner.acme.v1 -k %s \\
                       -H ce_specversion=1.0 -H ce_id=theirs-1 -H ce_source=/partners/acme \\
                       -H ce_type=dev.gembourse.partner.PartnerTradeSettled.v1
                """.formatted(account, system.home(), account);

        bash(line);
        OperationView outcome = settled("theirs-1");
        long gems = gems(outcome);
        bash(line);
        bash(line.replace("theirs-1", "theirs-2"));

        assertThat(gems(settled("theirs-2"))).isGreaterThan(gems);
        assertThat(system.gateway()
                        .get("/v1/operations/" + OperationId.ofPartner(SOURCE, "theirs-1"))
                        .body()
                        .path("kind")
                        .asString(""))
                .isEqualTo("PARTNER_TRADE");
        assertThat(system.findings()).isEmpty();
    }

    @Test
    void theOperationsIdCanBeComputedWithoutUs() throws Exception {
        assumeThat(isThere("python3")).as("python3 is installed").isTrue();

        assertThat(bash(found(DOCUMENT, PYTHON)).strip())
                .isEqualTo(OperationId.ofPartner(SOURCE, "order-1").toString());
    }

    private static OperationView settled(String id) {
        String path = "/v1/operations/" + OperationId.ofPartner(SOURCE, id);
        await().atMost(SOON)
                .until(() -> system.gateway()
                        .get(path)
                        .body()
                        .path("status")
                        .asString("")
                        .equals("SETTLED"));
        return system.gateway().get(path, OperationView.class);
    }

    private static long tradesOf(String id) {
        String operation = OperationId.ofPartner(SOURCE, id).toString();
        JsonNode trades = system.gateway()
                .get("/v1/accounts/" + account + "/trades?limit=100")
                .body();
        return trades.findValuesAsString("tradeId").stream()
                .filter(operation::equals)
                .count();
    }

    private static long gems(OperationView outcome) {
        return system.gateway()
                .get("/v1/leaderboard/accounts/" + account + "?around=0&at-least=" + outcome.position())
                .body()
                .path("gems")
                .asLong();
    }

    private static String found(String document, Pattern pattern) throws IOException {
        Matcher found = pattern.matcher(Files.readString(BuildFolder.root().resolve(document)));
        assertThat(found.find()).as(pattern + " in " + document).isTrue();
        return found.group(1);
    }

    private static boolean isThere(String program) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", "command -v " + program)
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        return process.waitFor() == 0;
    }

    private static String bash(String script) throws IOException, InterruptedException {
        return run(List.of("bash", "-euo", "pipefail", "-c", script));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
