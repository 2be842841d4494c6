package dev.gembourse.stack.command;

import dev.gembourse.stack.process.BuildFolder;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which stack a command is about. */
public final class Home {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where data, logs and stack.json are kept. Default: $GEMBOURSE_HOME, else .gembourse in the"
                    + " source tree.")
    private @Nullable Path chosen;

    /** The folder; it need not exist. */
    public Path path() {
        return Optional.ofNullable(chosen)
                .or(() -> Optional.ofNullable(System.getenv("GEMBOURSE_HOME")).map(Path::of))
                .orElseGet(() -> BuildFolder.root().resolve(".gembourse"))
                .toAbsolutePath()
                .normalize();
    }
}
