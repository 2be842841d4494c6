package dev.gembourse.stack.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.stack.command.FullTest.Totals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullTestTest {
    private static final Path LOG = Path.of("test.log");
    private static final Duration TOOK = Duration.ofSeconds(150);

    @Test
    void theVerdictNamesCountAndTime() {
        assertThat(new Totals(120, 0, 2).verdict(0, TOOK, LOG))
                .isEqualTo("gembourse test: passed, 118 tests (2 skipped) in 2.5 min");
        assertThat(new Totals(120, 3, 0).verdict(1, TOOK, LOG))
                .isEqualTo("gembourse test: FAILED, 3 of 120 tests failed in 2.5 min; the whole output is in test.log");
    }

    @Test
    void aRunWithoutATestOrWithAFailedBuildHasNotPassed() {
        assertThat(new Totals(0, 0, 0).verdict(0, TOOK, LOG)).contains("FAILED, no test was run");
        assertThat(new Totals(3, 0, 3).passed(0)).isFalse();
        assertThat(new Totals(5, 0, 0).verdict(1, TOOK, LOG)).contains("FAILED, the build failed with exit code 1");
    }

    @Test
    void onlyReportsOfThisRunAreCounted(@TempDir Path root) throws IOException {
        var reports = Files.createDirectories(root.resolve("module/target/surefire-reports"));
        var old = Files.writeString(reports.resolve("TEST-old.xml"), "<testsuite tests=\"50\" failures=\"1\">");
        Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        Files.writeString(
                reports.resolve("TEST-new.xml"),
                "<?xml version=\"1.0\"?>\n<testsuite name=\"tests\" time=\"1\" tests=\"7\" errors=\"1\" skipped=\"2\""
                        + " failures=\"1\">\n<testcase name=\"tests=&quot;9\"/></testsuite>");

        var totals = Totals.of(root, FileTime.from(Instant.parse("2026-06-01T00:00:00Z")));

        assertThat(totals).isEqualTo(new Totals(7, 2, 2));
    }

    @Test
    void modulesAreTestedSideBySideUnlessTheOptionsSayOtherwise() {
        assertThat(FullTest.sideBySide(List.of("-Pcontainers"))).containsExactly("--threads=2");
        assertThat(FullTest.sideBySide(List.of("-T1"))).isEmpty();
        assertThat(FullTest.sideBySide(List.of("--threads=1"))).isEmpty();
    }

    @Test
    void ofMavensOutputModulesTestClassesAndErrorsRemain() {
        assertThat(FullTest.brief("[INFO] Building Gembourse :: local stack 0.1.0                          [3/9]"))
                .containsExactly("== local stack");
        assertThat(FullTest.brief(
                        "[INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 11.49 s -- in a.b.C"))
                .singleElement()
                .asString()
                .contains("ok", "C", "7 tests", "11.49 s");
        assertThat(
                        FullTest.brief(
                                "[ERROR] Tests run: 7, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 1 s <<< FAILURE! -- in a.b.C"))
                .singleElement()
                .asString()
                .contains("FAILED");
        assertThat(FullTest.brief("[ERROR] a.b.C.doesNot:12 expected")).hasSize(1);
        assertThat(FullTest.brief("[INFO] Copying 3 resources")).isEmpty();
        assertThat(FullTest.brief("[ERROR] ")).isEmpty();
    }
}
