package dev.gembourse.stack.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what is added to a file, from its beginning on. A file that was replaced by a shorter one is read anew. */
final class Tail implements AutoCloseable {
    private static final int CHUNK = 8_192;

    private final Path path;
    private long position;
    private @Nullable RandomAccessFile file;

    Tail(Path path) {
        this.path = path;
    }

    /** Copies what is new since the last call. */
    void copyTo(PrintStream out) {
        var text = next();
        while (!text.isEmpty()) {
            out.print(text);
            text = next();
        }
        out.flush();
    }

    /** The complete lines that are new since the last call, at most a chunk's worth. */
    private String next() {
        try {
            var open = open();
            if (open == null) {
                return "";
            }
            open.seek(position);
            var bytes = new byte[CHUNK];
            var count = open.read(bytes);
            var end = count;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            var take = end > 0 || count < CHUNK ? end : count; // a line longer than a chunk is passed on in pieces
            position += Math.max(take, 0);
            return take <= 0 ? "" : new String(bytes, 0, take, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last {@code count} lines that are there now; copying goes on after them. */
    List<String> last(int count) {
        var lines = new ArrayDeque<String>();
        for (var text = next(); !text.isEmpty(); text = next()) {
            text.lines().forEach(line -> {
                lines.addLast(line);
                if (lines.size() > count) {
                    lines.removeFirst();
                }
            });
        }
        return List.copyOf(lines);
    }

    /** The complete lines that are new since the last call. */
    List<String> lines() {
        return last(Integer.MAX_VALUE);
    }

    private @Nullable RandomAccessFile open() throws IOException {
        if (!path.toFile().exists()) {
            return null;
        }
        if (path.toFile().length() < position) {
            close();
            position = 0;
        }
        if (file == null) {
            file = new RandomAccessFile(path.toFile(), "r");
        }
        return file;
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
                file = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
