package dev.gembourse.bench.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A kept-alive connection to a port of this machine, on which one script at a time is carried out. Waits for the server only to
 * connect, which on one machine takes no time unless the server is overrun.
 */
final class Caller implements AutoCloseable {

    private final int port;
    private final Selector selector;
    private final Bytes request = new Bytes();
    private final Answer answer = new Answer();
    private SocketChannel channel;
    private SelectionKey key;
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    private long number;
    private long due;
    private int answers;
    private boolean busy;

    Caller(int port, Selector selector) throws IOException {
        this.port = port;
        this.selector = selector;
        this.channel = connect(port);
        this.key = register();
    }

    private static SocketChannel connect(int port) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        return channel;
    }

    private SelectionKey register() throws IOException {
        return channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Begins with a script that was due at this time. */
    void begin(Script script, long scriptNumber, long dueAt) throws IOException {
        number = scriptNumber;
        due = dueAt;
        answers = 0;
        busy = true;
        script.ask(number, request.clear());
        send();
    }

    /** Goes on as far as the server lets it; what became of the script, NEXT as long as it is not at its end. */
    Script.Verdict proceed(Script script) throws IOException {
        if (unsent.hasRemaining()) {
            write();
        }
        if (!key.isReadable() || !answer.readFrom(channel)) {
            return Script.Verdict.NEXT;
        }
        answers++;
        Script.Verdict verdict = script.answered(number, answers, answer, request.clear());
        if (verdict == Script.Verdict.NEXT) {
            send();
        } else {
            busy = false;
        }
        return verdict;
    }

    /** Whether it carries out a script; when it does not, all that can come is that the server ends the connection. */
    boolean isBusy() {
        return busy;
    }

    /** When the script was due that it is about. */
    long due() {
        return due;
    }

    Answer answer() {
        return answer;
    }

    /** Connects anew where the last answer ended the connection. */
    private void send() throws IOException {
        if (answer.endsConnection()) {
            channel.close();
            channel = connect(port);
            key = register();
        }
        answer.clear();
        unsent = ByteBuffer.wrap(request.array(), 0, request.length());
        write();
    }

    private void write() throws IOException {
        channel.write(unsent);
        key.interestOps(unsent.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
