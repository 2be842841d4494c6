package dev.gembourse.bench.leaderboard;

import dev.gembourse.events.wire.Json;
import dev.gembourse.stack.process.Child;
import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Command;
import dev.gembourse.stack.process.OneProcess;
import dev.gembourse.stack.process.Patience;
import dev.gembourse.stack.process.Signal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An {@link IndexWorker} with a board of its own. */
final class IndexProcess extends OneProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int GLANCE_MILLIS = 20;
    private static final int BYTES_PER_PLAYER = 160; // twice the index, and room to work

    private final Path home;
    private final int players;
    private final Duration window;
    private final ServerSocket ear;
    private @Nullable Socket socket;

    IndexProcess(Path home, int players, Duration window) throws IOException {
        super("index", Signal.TERM, Duration.ofSeconds(5));
        this.home = home;
        this.players = players;
        this.window = window;
        this.ear = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ear.setSoTimeout(GLANCE_MILLIS);
    }

    @Override
    protected Child launch() {
        long heapMegabytes = 256 + (long) players * BYTES_PER_PLAYER / 1_000_000;
        return Children.start(Command.java(
                home.resolve("index.log"),
                List.of(
                        "-Xmx" + heapMegabytes + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IndexWorker.class.getName(),
                        String.valueOf(ear.getLocalPort()),
                        String.valueOf(players),
                        String.valueOf(window.toMillis()))));
    }

    @Override
    protected void awaitReady(Child child) {
        Patience.awaitReady(name(), child, PATIENCE, this::isConnected);
    }

    private boolean isConnected() {
        try {
            Socket accepted = ear.accept();
            accepted.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            socket = accepted;
            return true;
        } catch (SocketTimeoutException notYet) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int port() {
        return ear.getLocalPort();
    }

    Loaded load() {
        return ask(IndexWorker.LOAD, Loaded.class);
    }

    Round round() {
        return ask(IndexWorker.ROUND, Round.class);
    }

    private <T> T ask(String order, Class<T> type) {
        Socket connected = socket;
        if (connected == null) {
            throw new IllegalStateException("expected a started index");
        }
        try {
            new PrintWriter(connected.getOutputStream(), true, StandardCharsets.UTF_8).println(order);
            String answer = new BufferedReader(
                            new InputStreamReader(connected.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            if (answer == null) {
                throw new IllegalStateException("expected an answer from the index but it ended: " + child().tail());
            }
            return Json.STRICT.readValue(answer, type);
        } catch (IOException e) {
            throw new UncheckedIOException("expected an answer from the index: " + child().tail(), e);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        ear.close();
    }
}
