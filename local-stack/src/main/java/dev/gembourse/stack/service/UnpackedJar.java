package dev.gembourse.stack.service;

import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Command;
import dev.gembourse.stack.process.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An executable jar of a service, taken apart into its libraries and its own small jar. It starts in half the processor
 * time, as nothing is read through a jar within a jar, and a later build cannot replace it under a running service.
 */
final class UnpackedJar {
    private static final Duration WITHIN = Duration.ofSeconds(60);

    private final Path jar;
    private final Path folder;

    UnpackedJar(Path jar, Path folder) {
        this.jar = jar;
        this.folder = folder;
    }

    /** The small jar in the folder, which names its libraries; unpacked now when the folder is not of this very jar. */
    Path program() {
        try {
            var source = folder.resolve("unpacked-from");
            var version = Files.size(jar) + " bytes of " + Files.getLastModifiedTime(jar) + "\n";
            if (!Files.exists(source) || !Files.readString(source).equals(version)) {
                Folders.delete(folder);
                unpack();
                Files.writeString(source, version);
            }
            return folder.resolve(jar.getFileName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unpack() {
        var log = folder.resolve("unpacking.log");
        var options = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djarmode=tools");
        var words = new ArrayList<>(options);
        words.addAll(List.of("-jar", jar.toString(), "extract", "--force", "--destination", folder.toString()));
        var child = Children.start(Command.java(log, words));
        if (!child.awaitExit(WITHIN)) {
            child.kill();
        }
        if (child.exitCode().orElseThrow() != 0) {
            throw new IllegalStateException("expected to unpack " + jar + " but got: " + child.tail());
        }
    }
}
