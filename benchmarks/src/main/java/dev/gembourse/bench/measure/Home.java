package dev.gembourse.bench.measure;

import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A new folder for a private stack, which is deleted with all that it holds, also when the program is told to end. */
public record Home(Path path) implements AutoCloseable {

    public static Home create() throws IOException {
        Home home = new Home(Files.createTempDirectory("gembourse-bench-"));
        Children.onExitAfterKill(home::close);
        return home;
    }

    @Override
    public void close() {
        Folders.delete(path);
    }
}
