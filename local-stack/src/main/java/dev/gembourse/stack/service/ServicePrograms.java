package dev.gembourse.stack.service;

import dev.gembourse.stack.process.BuildFolder;
import dev.gembourse.stack.process.Versions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What to run for a service. */
@FunctionalInterface
public interface ServicePrograms {
    /** The end of a {@code java} command line: {@code -jar} and a file, or a class path and a main class. */
    List<String> of(String module);

    /**
     * The executable jars that the build made. The launcher has taken them apart, which makes them start faster, and
     * keeps them where no later build replaces them: in the folder that {@code gembourse.services} names.
     */
    ServicePrograms BUILT = module -> {
        var name = module + "-" + Versions.read().gembourse() + ".jar";
        var kept = System.getProperty("gembourse.services");
        var jar = kept != null
                ? Path.of(kept, module, name)
                : BuildFolder.root().resolve(module).resolve("target").resolve(name);
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    "expected " + jar + " but there is none; run `mvn -DskipTests package` in " + BuildFolder.root());
        }
        return List.of("-jar", jar.toString());
    };
}
