package dev.gembourse.stack.process;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build put this module: its code, and the jars it copied beside it. */
public final class BuildFolder {
    private BuildFolder() {}

    /** The module's jar, or its folder of classes when run before packaging. */
    public static Path code() {
        try {
            return Path.of(BuildFolder.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The root of the source tree that this module was built in; the launcher, which runs copies, says where. */
    public static Path root() {
        var property = System.getProperty("gembourse.root");
        return property != null ? Path.of(property) : code().resolve("../../..").normalize();
    }

    /** The folder {@code name} in the module's {@code target}, which holds either form of {@link #code}. */
    public static Path folder(String name) {
        var folder = code().resolveSibling(name);
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("expected the folder " + folder + " that the build of local-stack creates,"
                    + " but there is none; run `mvn -pl local-stack -am generate-resources`");
        }
        return folder;
    }
}
