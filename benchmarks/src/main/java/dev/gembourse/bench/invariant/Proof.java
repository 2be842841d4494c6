package dev.gembourse.bench.invariant;

import dev.gembourse.stack.service.ServicePrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** I1 and I5 once more, as {@code ./gembourse verify} proves them: by a process that reads the databases and nothing else. */
final class Proof {

    private static final int WHOLE = 0;

    private Proof() {}

    /** @param atMost after which it is ended, and nothing is proved */
    static void check(Target target, Duration atMost, Findings findings) throws InterruptedException {
        List<String> words = new ArrayList<>(ServicePrograms.verify());
        words.addAll(List.of(target.tradingUrl(), target.leaderboardUrl()));
        try {
            Path said = Files.createTempFile("gembourse-verify", ".txt");
            try {
                ProcessBuilder builder =
                        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile());
                builder.environment()
                        .putAll(Map.of(
                                "SPRING_DATASOURCE_USERNAME", target.user(),
                                "SPRING_DATASOURCE_PASSWORD", target.password()));
                Process process = builder.start();
                boolean ended = process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
                process.destroyForcibly();
                judge(ended ? process.exitValue() : -1, Files.readAllLines(said), findings);
            } finally {
                Files.delete(said);
            }
        } catch (IOException e) {
            throw new IllegalStateException("expected to be able to run verify", e);
        }
    }

    static void judge(int exitCode, List<String> said, Findings findings) {
        List<String> broken =
                said.stream().filter(line -> line.startsWith("BROKEN ")).toList();
        broken.forEach(line -> findings.add("verify", line));
        findings.expect(
                exitCode == WHOLE || !broken.isEmpty(),
                "verify",
                "expected exit code 0 but got " + exitCode + " after " + String.join("; ", said));
    }
}
