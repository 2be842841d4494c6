package dev.gembourse.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;

/** Small programs of the system, run to their end. */
final class Programs {

    private Programs() {}

    /**
     * What it said.
     *
     * @throws IOException when it cannot be run or does not succeed
     */
    static String run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("expected " + List.of(words) + " to succeed but got " + said.strip());
        }
        return said;
    }
}
