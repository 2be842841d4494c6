package dev.gembourse.bench.leaderboard;

import dev.gembourse.events.value.AccountId;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * As much of Redis' protocol as measuring takes, at as little cost for the client as can be: commands are gathered and sent at
 * once, of an answer only its number or its length is kept. Members are the 16 bytes of an account id, the leanest there is.
 */
final class RedisConnection implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Socket socket;
    private final InputStream in;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(BUFFER);

    RedisConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    }

    /** Adds a command to those that {@link #send} sends. */
    void gather(byte[]... words) {
        header('*', words.length);
        for (byte[] word : words) {
            header('$', word.length);
            gathered.write(word, 0, word.length);
            gathered.write('\r');
            gathered.write('\n');
        }
    }

    private void header(char kind, int number) {
        gathered.write(kind);
        if (number >= 10) {
            gathered.write('0' + number / 10);
        }
        gathered.write('0' + number % 10);
        gathered.write('\r');
        gathered.write('\n');
    }

    void send() throws IOException {
        gathered.writeTo(socket.getOutputStream());
        gathered.reset();
    }

    /**
     * Reads one answer.
     *
     * @return the number that it is, or its number of bytes or members
     * @throws IllegalStateException when Redis reports an error or that there is nothing
     */
    long read() throws IOException {
        int kind = in.read();
        long number = 0;
        boolean negative = false;
        StringBuilder error = kind == '-' ? new StringBuilder() : null;
        for (int next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new IOException("expected an answer from Redis but the connection ended");
            }
            negative |= next == '-';
            if (error != null) {
                error.append((char) next);
            } else if (next != '-' && kind != '+') {
                number = number * 10 + next - '0';
            }
        }
        in.read();
        if (error != null || negative) {
            throw new IllegalStateException("expected an answer from Redis but got " + (error == null ? "nil" : error));
        }
        if (kind == '$') {
            in.skipNBytes(number + 2);
        } else if (kind == '*') {
            for (long member = 0; member < number; member++) {
                read();
            }
        }
        return number;
    }

    /** A text answer to one command. */
    String text(String... words) throws IOException {
        gather(Stream.of(words).map(RedisConnection::word).toArray(byte[][]::new));
        send();
        StringBuilder length = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            length.append((char) next);
        }
        byte[] text = in.readNBytes(Integer.parseInt(length.substring(1).strip()));
        in.skipNBytes(2);
        return new String(text, StandardCharsets.UTF_8);
    }

    static byte[] word(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] member(AccountId id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.value().getMostSignificantBits())
                .putLong(id.value().getLeastSignificantBits())
                .array();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
