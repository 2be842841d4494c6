package dev.gembourse.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Command;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    private Path folder;

    /** Makes a home in which a process writes, and waits. */
    static final class Benchmark {

        public static void main(String[] arguments) throws Exception {
            Home home = Home.create();
            Path log = home.path().resolve("log");
            String makesItAnew = "while sleep 0.01; do mkdir -p $0; echo here; echo there > $0/file; done";
            Children.start(
                    Command.of(log, List.of("sh", "-c", makesItAnew, home.path().toString())));
            while (!Files.exists(log) || Files.size(log) == 0) {
                Thread.sleep(10);
            }
            System.out.println(home.path());
            Thread.sleep(TimeUnit.MINUTES.toMillis(1));
        }
    }

    @Test
    void isDeletedWhenItIsClosed() throws Exception {
        Home home = Home.create();
        Files.writeString(Files.createDirectories(home.path().resolve("data")).resolve("file"), "content");

        home.close();

        assertThat(home.path()).doesNotExist();
        home.close();
    }

    @Test
    void isDeletedWhenTheProgramIsToldToEnd() throws Exception {
        Process benchmark = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Benchmark.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(benchmark.getInputStream(), StandardCharsets.UTF_8))) {
            Path home = Path.of(said.readLine());
            assertThat(home).startsWith(folder).isDirectory();

            benchmark.destroy();

            assertThat(benchmark.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(home).doesNotExist();
        } finally {
            benchmark.destroyForcibly();
        }
    }
}
