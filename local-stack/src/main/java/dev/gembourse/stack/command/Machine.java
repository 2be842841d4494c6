package dev.gembourse.stack.command;

import dev.gembourse.stack.process.Wrapping;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Facts about this machine, gathered first so that judging them needs none.
 *
 * @param maven the first line of {@code mvn --version}; none when there is no Maven
 * @param userNamespaces whether {@code unshare -U} works
 */
record Machine(
        String system,
        String architecture,
        int javaFeature,
        String javaHome,
        Optional<String> maven,
        boolean root,
        boolean userNamespaces,
        List<String> missingPrograms,
        int processors,
        long diskMegabytes,
        long memoryMegabytes) {
    private static final long MEGABYTE = 1024 * 1024;

    Machine {
        missingPrograms = List.copyOf(missingPrograms);
    }

    static Machine here(Path home) {
        return new Machine(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.version().feature(),
                System.getProperty("java.home"),
                firstLine("mvn", "--version"),
                Wrapping.isRoot(),
                firstLine("unshare", "-U", "echo", "yes").filter("yes"::equals).isPresent(),
                List.of("setsid", "setpriv").stream()
                        .filter(program -> Wrapping.find(program).isEmpty())
                        .toList(),
                Runtime.getRuntime().availableProcessors(),
                freeDisk(home),
                availableMemory());
    }

    private static Optional<String> firstLine(String... command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var lines = process.inputReader().lines()) {
                var first = lines.filter(line -> !line.isBlank()).findFirst();
                process.waitFor(20, TimeUnit.SECONDS);
                return first.map(line -> line.replaceAll("\u001B\\[[0-9;]*m", ""));
            }
        } catch (IOException missing) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static long freeDisk(Path home) {
        var existing = home.toFile();
        while (!existing.exists()) {
            existing = Optional.ofNullable(existing.getParentFile()).orElse(new File("/"));
        }
        return existing.getUsableSpace() / MEGABYTE;
    }

    private static long availableMemory() {
        try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
