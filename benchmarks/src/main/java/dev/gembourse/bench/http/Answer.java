package dev.gembourse.bench.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An answer of HTTP/1.1, as far as it has come. Understands what our servers send: a body of known length, in chunks, or none.
 * Not thread-safe.
 */
public final class Answer {

    private static final int SHOWN = 1_000;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int UNKNOWN = -1;

    private byte[] buffer = new byte[1 << 12];
    private int filled;
    private int headEnd = UNKNOWN;
    private int bodyLength = UNKNOWN;

    void clear() {
        filled = 0;
        headEnd = UNKNOWN;
        bodyLength = UNKNOWN;
    }

    /**
     * Reads what there is, once.
     *
     * @return whether the answer has come to its end
     * @throws EOFException when the server closed the connection before
     */
    boolean readFrom(ReadableByteChannel channel) throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int searched = filled;
        int read = channel.read(ByteBuffer.wrap(buffer, filled, buffer.length - filled));
        if (read < 0) {
            throw new EOFException("expected an answer but the server closed the connection after: " + beginning());
        }
        filled += read;
        return isComplete(searched);
    }

    public int status() {
        return (buffer[STATUS_AT] - '0') * 100 + (buffer[STATUS_AT + 1] - '0') * 10 + buffer[STATUS_AT + 2] - '0';
    }

    /** The value of a header, whose name is given in small letters; null without one. */
    public @Nullable String header(String name) {
        int line = lineEnd(0) + 2;
        while (line < headEnd - 2) {
            int end = lineEnd(line);
            if (isHeader(name, line, end)) {
                return new String(
                                buffer,
                                line + name.length() + 1,
                                end - line - name.length() - 1,
                                StandardCharsets.ISO_8859_1)
                        .strip();
            }
            line = end + 2;
        }
        return null;
    }

    public String body() {
        return new String(buffer, headEnd, bodyLength, StandardCharsets.UTF_8);
    }

    /** Whether the server ends the connection with it. */
    boolean endsConnection() {
        return headEnd != UNKNOWN && "close".equalsIgnoreCase(header("connection"));
    }

    /** The beginning, for messages. */
    String beginning() {
        return new String(buffer, 0, Math.min(filled, SHOWN), StandardCharsets.UTF_8);
    }

    private boolean isComplete(int searched) {
        if (headEnd == UNKNOWN) {
            headEnd = endOfHead(Math.max(0, searched - 3));
            if (headEnd == UNKNOWN) {
                return false;
            }
        }
        String length = header("content-length");
        if (length != null) {
            bodyLength = Integer.parseInt(length);
            return filled >= headEnd + bodyLength;
        }
        if ("chunked".equalsIgnoreCase(header("transfer-encoding"))) {
            return joinChunks();
        }
        bodyLength = 0;
        return true;
    }

    /** When all chunks are there, puts them one after the other to where the first begins. */
    private boolean joinChunks() {
        if (!forEachChunk((from, size) -> {})) {
            return false;
        }
        bodyLength = 0;
        forEachChunk((from, size) -> {
            System.arraycopy(buffer, from, buffer, headEnd + bodyLength, size);
            bodyLength += size;
        });
        return true;
    }

    /** Whether the last one was met. */
    private boolean forEachChunk(Chunk chunk) {
        int at = headEnd;
        while (true) {
            int end = lineEnd(at);
            if (end < 0) {
                return false;
            }
            int size = Integer.parseInt(new String(buffer, at, end - at, StandardCharsets.ISO_8859_1), 16);
            at = end + 2 + size + 2;
            if (at > filled) {
                return false;
            }
            if (size == 0) {
                return true;
            }
            chunk.at(end + 2, size);
        }
    }

    private interface Chunk {
        void at(int from, int size);
    }

    private int endOfHead(int from) {
        for (int i = from; i + 3 < filled; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                return i + 4;
            }
        }
        return UNKNOWN;
    }

    private int lineEnd(int from) {
        for (int i = from; i + 1 < filled; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
                return i;
            }
        }
        return UNKNOWN;
    }

    private boolean isHeader(String name, int from, int end) {
        if (end - from <= name.length() || buffer[from + name.length()] != ':') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.toLowerCase(buffer[from + i]) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
