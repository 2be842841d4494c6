package dev.gembourse.stack.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The file {@code stack.json} of a stack's home: there while the stack runs. A reader never sees half a file. */
public record StackFile(Path path) {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public static StackFile in(Path home) {
        return new StackFile(home.resolve("stack.json"));
    }

    /** Nothing when there is no file; a file that cannot be read is an error, with its path. */
    public Optional<StackRecord> read() {
        try {
            return Optional.of(MAPPER.readValue(Files.readString(path), StackRecord.class));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException e) {
            throw new IllegalStateException(
                    "expected the record of a running stack in " + path + " but got " + e.getOriginalMessage(), e);
        }
    }

    void write(StackRecord stack) {
        try {
            Files.createDirectories(path.getParent());
            var next = path.resolveSibling("stack.json.next");
            Files.writeString(next, MAPPER.writeValueAsString(stack) + "\n");
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets the stack; fine when there is none. */
    public void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
