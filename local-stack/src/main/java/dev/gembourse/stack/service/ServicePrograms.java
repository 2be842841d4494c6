package dev.gembourse.stack.service;

import dev.gembourse.stack.process.BuildFolder;
import dev.gembourse.stack.process.Versions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What to run for a service. */
@FunctionalInterface
public interface ServicePrograms {
    /** The end of a {@code java} command line: {@code -jar} and a file, or a class path and a main class. */
    List<String> of(String module, Path home);

    /** The executable jars that the build made, unpacked in {@code programs} of the stack's home. */
    ServicePrograms BUILT = (module, home) -> List.of(
            "-jar",
            new UnpackedJar(jar(module), home.resolve("programs").resolve(module))
                    .program()
                    .toString());

    /**
     * As {@link #BUILT}, and each JVM keeps its loaded classes in an archive when it ends in order, which takes it a
     * second or two and a quarter of the processor time out of later starts. The JVM itself sees when it no longer fits.
     */
    ServicePrograms BUILT_AND_ARCHIVED =
            (module, home) -> archived(home.resolve("programs").resolve(module + ".jsa"), BUILT.of(module, home));

    /** As {@link #BUILT_AND_ARCHIVED}, unpacked and archived once for all stacks of a build, beside what it made. */
    ServicePrograms SHARED = (module, home) -> {
        var unpacked = UnpackedJar.beside(jar(module));
        var words = List.of("-jar", unpacked.program().toString());
        return archived(unpacked.program().resolveSibling("classes.jsa"), words);
    };

    private static List<String> archived(Path archive, List<String> program) {
        var words = new ArrayList<>(
                List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off"));
        words.addAll(program);
        return words;
    }

    /** The command line that proves ledgers, up to its arguments. */
    static List<String> verify() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-jar",
                jar(Services.PROCESSOR).toString(),
                "verify");
    }

    /** The executable jar that the build made of a service. */
    static Path jar(String module) {
        var jar = BuildFolder.root()
                .resolve(module)
                .resolve("target")
                .resolve(module + "-" + Versions.read().gembourse() + ".jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    "expected " + jar + " but there is none; run `mvn -DskipTests package` in " + BuildFolder.root());
        }
        return jar;
    }
}
