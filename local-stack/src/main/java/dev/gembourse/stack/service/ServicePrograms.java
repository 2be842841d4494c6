package dev.gembourse.stack.service;

import dev.gembourse.stack.process.BuildFolder;
import dev.gembourse.stack.process.Versions;
import java.nio.file.Files;
import java.util.List;

/** What to run for a service. */
@FunctionalInterface
public interface ServicePrograms {
    /** The end of a {@code java} command line: {@code -jar} and a file, or a class path and a main class. */
    List<String> of(String module);

    /** The executable jars that the build made. */
    ServicePrograms BUILT = module -> {
        var jar = BuildFolder.root()
                .resolve(module)
                .resolve("target")
                .resolve(module + "-" + Versions.read().gembourse() + ".jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    "expected " + jar + " but there is none; run `mvn -DskipTests package` in " + BuildFolder.root());
        }
        return List.of("-jar", jar.toString());
    };
}
