package dev.gembourse.stack.command;

import dev.gembourse.stack.service.Admin;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The option that says with which API key a command asks the gateway. */
public final class KeyOption {
    @Mixin
    private Home home = new Home();

    @Option(
            names = "--key",
            paramLabel = "ID:SECRET",
            description = "The API key to use, one of an admin. Default: $GEMBOURSE_KEY, else that of the local stack.")
    private @Nullable String chosen;

    /** The home of the local stack. */
    public Path home() {
        return home.path();
    }

    /** The value of the header {@code Authorization}; null when there is no key. */
    public @Nullable String authorization() {
        return Optional.ofNullable(chosen)
                .or(() -> Optional.ofNullable(System.getenv("GEMBOURSE_KEY")))
                .map(Admin::authorization)
                .or(() -> Admin.find(home.path()).map(Admin::authorization))
                .orElse(null);
    }
}
