package dev.gembourse.bench.leaderboard;

import dev.gembourse.events.wire.Json;
import dev.gembourse.leaderboard.rank.BoardEntry;
import dev.gembourse.leaderboard.rank.BoardLoader;
import dev.gembourse.leaderboard.rank.RankIndex;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongUnaryOperator;

/**
 * The program that holds the index and measures it: a JVM of its own, since the launcher's is made for starting fast. Takes
 * orders from the benchmark line by line, each answered by a line of JSON; ends with the connection.
 */
public final class IndexWorker {

    static final String LOAD = "load";
    static final String ROUND = "round";

    private static final String IDS = "AccountIds";
    private static final String NAMES = "Usernames";

    private final int players;
    private final long windowNanos;
    private final RankIndex index;
    private final Loaded loaded;
    private long asked;
    private int updated;

    private IndexWorker(int players, long windowNanos) {
        this.players = players;
        this.windowNanos = windowNanos;
        long before = usedHeap();
        long begin = System.nanoTime();
        BoardLoader loader = new BoardLoader();
        for (int player = 0; player < players; player++) {
            long gems = Crowd.gems(player);
            loader.add(Crowd.id(player), Crowd.name(player), gems, gems / 2, Crowd.reachedAt(player));
        }
        long added = System.nanoTime();
        index = loader.index();
        long sorted = System.nanoTime();
        Map<String, Long> sizes = RetainedSize.of(index, Set.of(IDS, NAMES));
        loaded = new Loaded(
                (added - begin) / 1e9,
                (sorted - added) / 1e9,
                perPlayer(sizes.getOrDefault("", 0L)),
                perPlayer(sizes.getOrDefault(IDS, 0L)),
                perPlayer(sizes.getOrDefault(NAMES, 0L)),
                perPlayer(usedHeap() - before));
    }

    /**
     * Runs until the benchmark hangs up.
     *
     * @param arguments the benchmark's port, how many players, the window of each measurement in
     *     milliseconds
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
                BufferedReader orders =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter answers = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
            IndexWorker worker =
                    new IndexWorker(Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]) * 1_000_000);
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                answers.println(Json.STRICT.writeValueAsString(order.equals(LOAD) ? worker.loaded : worker.round()));
            }
        }
    }

    private Round round() throws InterruptedException {
        int cores = Runtime.getRuntime().availableProcessors();
        double ranksOfOne = lookUps(1, this::rank);
        double ranks = lookUps(cores, this::rank);
        double linesOfOne = lookUps(1, this::line);
        double lines = lookUps(cores, this::line);
        double updates = updates();
        return new Round(
                ranks,
                ranksOfOne,
                lines,
                linesOfOne,
                updates,
                latency(_ -> index.page(null, 100).entries().size()),
                latency(number -> index.standing(Crowd.id(Crowd.any(number, players)), 5)
                        .orElseThrow()
                        .around()
                        .size()));
    }

    private long rank(long number) {
        return index.rank(Crowd.id(Crowd.any(number, players))).orElseThrow();
    }

    private long line(long number) {
        BoardEntry entry = index.entry(Crowd.id(Crowd.any(number, players))).orElseThrow();
        return (long) entry.rank() + entry.username().value().length();
    }

    /** Look-ups per second by so many threads at once; each makes its ids, as a service reads them from requests. */
    private double lookUps(int threads, LongUnaryOperator lookUp) throws InterruptedException {
        count(1, lookUp, windowNanos / 4);
        return count(threads, lookUp, windowNanos);
    }

    private double count(int threads, LongUnaryOperator lookUp, long nanos) throws InterruptedException {
        LongAdder done = new LongAdder();
        LongAdder seen = new LongAdder();
        long begin = System.nanoTime();
        Thread[] readers = new Thread[threads];
        for (int reader = 0; reader < threads; reader++) {
            long first = asked + reader * 10_000_000_000L;
            readers[reader] = Thread.ofPlatform().start(() -> {
                long number = first;
                long sum = 0;
                do {
                    for (long until = number + 10_000; number < until; number++) {
                        sum += lookUp.applyAsLong(number);
                    }
                } while (System.nanoTime() - begin < nanos);
                done.add(number - first);
                seen.add(sum);
            });
        }
        for (Thread reader : readers) {
            reader.join();
        }
        asked += done.sum();
        if (seen.sum() <= 0) {
            throw new IllegalStateException("expected ranks");
        }
        return done.sum() / ((System.nanoTime() - begin) / 1e9);
    }

    /** Changes per second by one writer: somebody gets more gems, later than all who have as many. */
    private double updates() {
        long begin = System.nanoTime();
        int done = 0;
        do {
            for (int i = 0; i < 1_000; i++, done++) {
                int player = Crowd.any(updated, players);
                long gems = Crowd.gems(player) + 1 + updated / players;
                index.score(Crowd.id(player), gems, gems / 2, Crowd.later(updated++));
            }
        } while (System.nanoTime() - begin < windowNanos);
        return done / ((System.nanoTime() - begin) / 1e9);
    }

    private interface Question {
        int answerSize(long number);
    }

    private Latency latency(Question question) {
        int asking = 5_000;
        long[] nanos = new long[asking];
        int lines = 0;
        for (int i = -asking; i < asking; i++) {
            long begin = System.nanoTime();
            lines += question.answerSize(i);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - begin;
            }
        }
        if (lines <= 0) {
            throw new IllegalStateException("expected lines of the board");
        }
        return Latency.of(nanos);
    }

    private double perPlayer(long bytes) {
        return bytes / (double) players;
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
