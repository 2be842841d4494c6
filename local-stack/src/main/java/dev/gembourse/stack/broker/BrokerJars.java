package dev.gembourse.stack.broker;

import dev.gembourse.stack.process.BuildFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/** Kafka's own jars, which the build copied to a folder beside this module's code. */
record BrokerJars(List<Path> files) {
    BrokerJars {
        files = List.copyOf(files);
    }

    /** Those of the build, or of the folder that the system property {@code gembourse.broker.jars} names. */
    static BrokerJars find() {
        var property = System.getProperty("gembourse.broker.jars");
        var folder = property == null ? BuildFolder.folder("broker") : Path.of(property);
        try (var entries = Files.list(folder)) {
            return new BrokerJars(entries.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("expected Kafka's jars in " + folder + " but got " + e, e);
        }
    }

    /** Always in the same order, as a start-up cache demands. */
    String classPath() {
        return files.stream().map(Path::toString).collect(Collectors.joining(":"));
    }

    /** Changes when a jar, the JVM or its options do: what was derived from them is then of no use any more. */
    String fingerprint() {
        var sum = new CRC32C();
        sum.update(System.getProperty("java.vm.version").getBytes(StandardCharsets.UTF_8));
        sum.update(LocalBroker.JVM.toString().getBytes(StandardCharsets.UTF_8));
        for (var file : files) {
            sum.update(describe(file).getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().toHexDigits(sum.getValue(), 8);
    }

    private static String describe(Path file) {
        try {
            return "%s %d %s;".formatted(file.getFileName(), Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
