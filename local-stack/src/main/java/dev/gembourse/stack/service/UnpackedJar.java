package dev.gembourse.stack.service;

import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Command;
import dev.gembourse.stack.process.Folders;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * An executable jar of a service, taken apart into its libraries and its own small jar. It starts in half the processor
 * time, as nothing is read through a jar within a jar, and a later build cannot replace it under a running service.
 */
record UnpackedJar(Path jar, Path folder) {
    private static final String SOURCE = "unpacked-from";
    private static final Duration WITHIN = Duration.ofSeconds(60);

    /** In a folder of its own beside the jar: every build gets another, and several stacks may want it at once. */
    static UnpackedJar beside(Path jar) {
        return new UnpackedJar(jar, jar.resolveSibling("programs").resolve(version(jar)));
    }

    /** The small jar in the folder, which names its libraries; unpacked now when the folder is not of this very jar. */
    Path program() {
        try {
            var version = version(jar);
            if (!isUnpacked(version)) {
                Files.createDirectories(folder.getParent());
                var scratch = Files.createTempDirectory(folder.getParent(), "unpacking-");
                unpackInto(scratch);
                Files.writeString(scratch.resolve(SOURCE), version);
                moveFrom(scratch, version);
            }
            return folder.resolve(jar.getFileName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of what is in it: builds give every jar the same time. */
    private static String version(Path jar) {
        try (var content = new CheckedInputStream(Files.newInputStream(jar), new CRC32C())) {
            var bytes = content.transferTo(OutputStream.nullOutputStream());
            return "%d-%08x".formatted(bytes, content.getChecksum().getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isUnpacked(String version) throws IOException {
        var source = folder.resolve(SOURCE);
        return Files.exists(source) && Files.readString(source).equals(version);
    }

    private void moveFrom(Path scratch, String version) throws IOException {
        if (!isUnpacked(version)) {
            Folders.delete(folder);
            try {
                Files.move(scratch, folder);
                return;
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                if (!isUnpacked(version)) {
                    throw e;
                }
            }
        }
        Folders.delete(scratch); // somebody else was quicker
    }

    private void unpackInto(Path scratch) {
        var log = scratch.resolve("unpacking.log");
        var options = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djarmode=tools");
        var words = new ArrayList<>(options);
        words.addAll(List.of("-jar", jar.toString(), "extract", "--force", "--destination", scratch.toString()));
        var child = Children.start(Command.java(log, words));
        if (!child.awaitExit(WITHIN)) {
            child.kill();
        }
        if (child.exitCode().orElseThrow() != 0) {
            throw new IllegalStateException("expected to unpack " + jar + " but got: " + child.tail());
        }
    }
}
