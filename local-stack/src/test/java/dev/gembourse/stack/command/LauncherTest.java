package dev.gembourse.stack.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code gembourse} in a source tree of nothing, with a Maven and a JDK that only pretend. */
class LauncherTest {
    private static final String MAVEN = """
            #!/bin/sh
            mkdir -p local-stack/target/lib
            touch local-stack/target/local-stack-1.jar local-stack/target/lib/other-1.jar
            """;
    private static final String JAVA = """
            #!/bin/bash
            case "$*" in
              *" up"*) echo up; read -r _ ;;
            esac
            """;

    @TempDir
    Path root;

    @BeforeEach
    void makeTree() throws IOException {
        Files.copy(Path.of("..", "gembourse"), root.resolve("gembourse"));
        Files.createDirectories(root.resolve("module/src"));
        Files.writeString(root.resolve("pom.xml"), "");
        Files.writeString(root.resolve("module/pom.xml"), "");
        program("bin/mvn", MAVEN);
        program("jdk/bin/java", JAVA);
        program("jdk/bin/javac", "");
        Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    }

    @Test
    void aBuildLeavesTheCopiesThatARunningStackWasStartedFrom() throws Exception {
        var up = launch("up", "--home", root + "/elsewhere");
        var out = up.inputReader(StandardCharsets.UTF_8);
        for (var line = out.readLine(); !"up".equals(line); line = out.readLine()) {
            assertThat(line).as("what it says before it runs").isNotNull();
        }
        var copies = copies();
        assertThat(copies).hasSize(1);

        changeSources();
        run("demo");
        changeSources();
        run("demo");

        assertThat(copies()).hasSize(2).containsAll(copies);
        up.outputWriter(StandardCharsets.UTF_8).close();
        assertThat(up.waitFor(20, TimeUnit.SECONDS)).isTrue();

        changeSources();
        run("demo");

        assertThat(copies()).hasSize(1).doesNotContainAnyElementsOf(copies);
    }

    private List<Path> copies() throws IOException {
        try (var folders = Files.list(root.resolve(".gembourse/program"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("local-stack-1.jar")))
                    .toList();
        }
    }

    private void changeSources() throws IOException {
        Files.setLastModifiedTime(
                root.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));
    }

    private void run(String... arguments) throws Exception {
        var process = launch(arguments);
        process.outputWriter(StandardCharsets.UTF_8).close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("building what has changed");
    }

    private Process launch(String... arguments) throws IOException {
        var builder = new ProcessBuilder(root.resolve("gembourse").toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
        builder.environment().put("PATH", root.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().remove("GEMBOURSE_HOME");
        return builder.redirectErrorStream(true).start();
    }

    private void program(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
