package dev.gembourse.stack.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Runs {@code mvn verify}, shows of its output what people look for, and counts the tests from their reports.
 *
 * <p>Uses the JDK alone and nothing else of ours: the launcher runs this file from its source, because nothing is built yet
 * on a fresh clone, and because the build must not replace the classes it is run by.
 */
public final class FullTest {
    private static final Pattern MODULE =
            Pattern.compile("\\[INFO] Building (?:Gembourse :: )?(.+?) \\d\\S*(?:\\s+\\[.*])?");
    private static final Pattern TEST_CLASS = Pattern.compile(
            "\\[(\\w+)] Tests run: (\\d+), Failures: (\\d+), Errors: (\\d+), Skipped: (\\d+), Time elapsed: ([\\d.,]+) s"
                    + ".*-- in (\\S+)");
    private static final Pattern COUNT = Pattern.compile("\\b(tests|failures|errors|skipped)=\"(\\d+)\"");

    private FullTest() {}

    /** Arguments: the root of the source tree, then options for Maven. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    static int run(List<String> arguments) {
        var root = Path.of(arguments.getFirst());
        var begin = Instant.now();
        try {
            var log = root.resolve(".gembourse/logs/test.log");
            Files.createDirectories(log.getParent());
            var exit = maven(root, arguments.subList(1, arguments.size()), log);
            var totals = Totals.of(root, FileTime.from(begin.minusSeconds(1)));
            System.out.println(totals.verdict(exit, Duration.between(begin, Instant.now()), log));
            return totals.passed(exit) ? 0 : 1;
        } catch (IOException e) {
            throw new UncheckedIOException("expected to run mvn in " + root + " but got " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static int maven(Path root, List<String> options, Path log) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("mvn", "--batch-mode", "--no-transfer-progress", "--fail-at-end"));
        words.addAll(sideBySide(options));
        words.addAll(options);
        words.add("verify");
        var builder = new ProcessBuilder(words).directory(root.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        try (var lines = process.inputReader(StandardCharsets.UTF_8);
                var file = new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var plain = line.replaceAll("\u001B\\[[0-9;]*m", "");
                file.println(plain);
                brief(plain).forEach(System.out::println);
            }
        }
        return process.waitFor();
    }

    /** Two modules at a time, for much of a test is waiting, unless the options say how many. */
    static List<String> sideBySide(List<String> options) {
        var said = options.stream().anyMatch(option -> option.startsWith("-T") || option.startsWith("--threads"));
        return said ? List.of() : List.of("--threads=2");
    }

    /** What to show of a line of Maven's: modules, test classes with their count, errors and warnings. */
    static List<String> brief(String line) {
        var module = MODULE.matcher(line);
        if (module.matches()) {
            return List.of("== " + module.group(1));
        }
        var tests = TEST_CLASS.matcher(line);
        if (tests.matches()) {
            var failed = Integer.parseInt(tests.group(3)) + Integer.parseInt(tests.group(4)) > 0;
            var name = tests.group(7).replaceFirst("^dev\\.gembourse\\.", "");
            return List.of("   %-6s %-60s %4s tests %8s s"
                    .formatted(failed ? "FAILED" : "ok", name, tests.group(2), tests.group(6)));
        }
        return line.startsWith("[ERROR]") && line.length() > "[ERROR] ".length() ? List.of(line) : List.of();
    }

    /** The sums of the reports that were written since the run began. */
    record Totals(int tests, int failed, int skipped) {
        static Totals of(Path root, FileTime since) throws IOException {
            var sum = new Totals(0, 0, 0);
            for (var module : list(root)) {
                for (var reports : List.of("target/surefire-reports", "target/failsafe-reports")) {
                    for (var report : list(module.resolve(reports))) {
                        var name = String.valueOf(report.getFileName());
                        if (name.startsWith("TEST-")
                                && name.endsWith(".xml")
                                && Files.getLastModifiedTime(report).compareTo(since) >= 0) {
                            sum = sum.plus(ofReport(Files.readString(report)));
                        }
                    }
                }
            }
            return sum;
        }

        static Totals ofReport(String xml) {
            var start = xml.indexOf("<testsuite");
            var head = xml.substring(start, xml.indexOf('>', start));
            var sum = new Totals(0, 0, 0);
            var count = COUNT.matcher(head);
            while (count.find()) {
                var number = Integer.parseInt(count.group(2));
                sum = switch (count.group(1)) {
                    case "tests" -> sum.plus(new Totals(number, 0, 0));
                    case "skipped" -> sum.plus(new Totals(0, 0, number));
                    default -> sum.plus(new Totals(0, number, 0));
                };
            }
            return sum;
        }

        Totals plus(Totals other) {
            return new Totals(tests + other.tests, failed + other.failed, skipped + other.skipped);
        }

        /** Maven's word is not enough: a run that found no test has proved nothing. */
        boolean passed(int mavenExit) {
            return mavenExit == 0 && failed == 0 && tests > skipped;
        }

        String verdict(int mavenExit, Duration took, Path log) {
            var counts = (tests - skipped) + " tests" + (skipped > 0 ? " (" + skipped + " skipped)" : "");
            var time = " in %.1f min".formatted(took.toMillis() / 60_000.0);
            if (passed(mavenExit)) {
                return "gembourse test: passed, " + counts + time;
            }
            var why = failed > 0
                    ? failed + " of " + counts + " failed"
                    : mavenExit != 0 ? "the build failed with exit code " + mavenExit : "no test was run";
            return "gembourse test: FAILED, " + why + time + "; the whole output is in " + log;
        }

        private static List<Path> list(Path folder) throws IOException {
            if (!Files.isDirectory(folder)) {
                return List.of();
            }
            try (var entries = Files.list(folder)) {
                return entries.sorted().toList();
            }
        }
    }
}
