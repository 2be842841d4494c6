package dev.gembourse.bench.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive HTTP/1.1 connection to a port of this machine: one request, then its answer. Understands what our servers
 * send: a body of known length, in chunks, or none. Not thread-safe.
 */
public final class Wire implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int SHOWN = 1_000;
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final int port;
    private Socket socket;
    private InputStream in;
    private byte[] buffer = new byte[1 << 14];
    private int filled;
    private int headEnd;

    public Wire(int port) throws IOException {
        this.port = port;
        this.socket = connect(port);
        this.in = socket.getInputStream();
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    /** Sends a request and reads its answer to the end; the status. Connects anew where the last answer ended the connection. */
    public int exchange(Bytes request) throws IOException {
        if (headEnd > 0 && "close".equalsIgnoreCase(header("connection"))) {
            socket.close();
            socket = connect(port);
            in = socket.getInputStream();
        }
        socket.getOutputStream().write(request.array(), 0, request.length());
        filled = 0;
        headEnd = -1;
        int searched = 0;
        while (headEnd < 0) {
            more();
            headEnd = endOfHead(Math.max(0, searched - 3));
            searched = filled;
        }
        String length = header("content-length");
        if (length != null) {
            while (filled < headEnd + Integer.parseInt(length)) {
                more();
            }
        } else if ("chunked".equalsIgnoreCase(header("transfer-encoding"))) {
            readChunks();
        }
        return status();
    }

    /** The value of a header of the latest answer, whose name is given in small letters; null without one. */
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

    /** The body of the latest answer. */
    public String body() {
        return new String(buffer, headEnd, filled - headEnd, StandardCharsets.UTF_8);
    }

    /** The beginning of the latest answer, for messages. */
    String beginning() {
        return new String(buffer, 0, Math.min(filled, SHOWN), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private int status() {
        return (buffer[STATUS_AT] - '0') * 100 + (buffer[STATUS_AT + 1] - '0') * 10 + buffer[STATUS_AT + 2] - '0';
    }

    /** Reads a body in chunks and joins them where the first begins. */
    private void readChunks() throws IOException {
        int joined = headEnd;
        int at = headEnd;
        while (true) {
            while (lineEnd(at) < 0) {
                more();
            }
            int content = lineEnd(at) + 2;
            int size = Integer.parseInt(new String(buffer, at, content - 2 - at, StandardCharsets.ISO_8859_1), 16);
            at = content + size + 2;
            while (filled < at) {
                more();
            }
            if (size == 0) {
                filled = joined;
                return;
            }
            System.arraycopy(buffer, content, buffer, joined, size);
            joined += size;
        }
    }

    private void more() throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            throw new EOFException("expected an answer but the server closed the connection after: " + beginning());
        }
        filled += read;
    }

    private int endOfHead(int from) {
        for (int i = from; i + 3 < filled; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private int lineEnd(int from) {
        for (int i = from; i + 1 < filled; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
                return i;
            }
        }
        return -1;
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
