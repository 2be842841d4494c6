package dev.gembourse.bench.leaderboard;

import dev.gembourse.tools.client.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures a sorted set with the same players and scores as the index, in the way that serves Redis best. */
final class RedisProbe {

    private static final byte[] BOARD = RedisConnection.word("board");
    private static final byte[] ZADD = RedisConnection.word("ZADD");
    private static final byte[] RANK = RedisConnection.word("ZREVRANK");
    private static final byte[] SCORE = RedisConnection.word("ZSCORE");
    private static final byte[] RANGE = RedisConnection.word("ZREVRANGE");
    private static final byte[] SCORES = RedisConnection.word("WITHSCORES");
    private static final Pattern USED = Pattern.compile("used_memory:(\\d+)");
    private static final int[] CONNECTIONS = {1, 2, 4, 8};
    private static final int[] DEPTHS = {100, 1_000};

    private final int port;
    private final int players;
    private final Duration window;
    private long asked;
    private Way best = new Way(1, DEPTHS[0]);

    /**
     * How Redis is asked.
     *
     * @param connections each with a client thread
     * @param depth commands that are sent before the first answer is read
     */
    record Way(int connections, int depth) {}

    /** Gathers what makes up one question; returns the number of commands. */
    private interface Asking {
        int gather(RedisConnection connection, long number);
    }

    RedisProbe(int port, int players, Duration window) {
        this.port = port;
        this.players = players;
        this.window = window;
    }

    /** Adds all players; returns the bytes that each takes. */
    double load(PrintWriter out) throws IOException {
        try (RedisConnection redis = new RedisConnection(port)) {
            long before = usedMemory(redis);
            try (Progress progress = new Progress("filling Redis", players, out)) {
                for (int player = 0; player < players; ) {
                    int until = Math.min(players, player + DEPTHS[1]);
                    for (int next = player; next < until; next++) {
                        redis.gather(ZADD, BOARD, score(Crowd.gems(next)), RedisConnection.member(Crowd.id(next)));
                    }
                    redis.send();
                    for (; player < until; player++) {
                        redis.read();
                    }
                    progress.reached(player);
                }
            }
            return (usedMemory(redis) - before) / (double) players;
        }
    }

    /** Finds out how many connections and how deep a pipeline give the most ranks per second. */
    Way findBestWay() throws InterruptedException {
        double most = 0;
        for (int depth : DEPTHS) {
            for (int connections : CONNECTIONS) {
                double rate = rate(new Way(connections, depth), this::askForRank, window.dividedBy(2));
                if (rate > most) {
                    most = rate;
                    best = new Way(connections, depth);
                }
            }
        }
        return best;
    }

    Round round() throws IOException, InterruptedException {
        Way alone = new Way(1, best.depth());
        return new Round(
                rate(best, this::askForRank, window),
                rate(alone, this::askForRank, window),
                rate(best, this::askForLine, window),
                rate(alone, this::askForLine, window),
                rate(best, this::update, window),
                latency(false),
                latency(true));
    }

    private int askForRank(RedisConnection redis, long number) {
        redis.gather(RANK, BOARD, member(Crowd.any(number, players)));
        return 1;
    }

    private int askForLine(RedisConnection redis, long number) {
        byte[] member = member(Crowd.any(number, players));
        redis.gather(RANK, BOARD, member);
        redis.gather(SCORE, BOARD, member);
        return 2;
    }

    private int update(RedisConnection redis, long number) {
        int player = Crowd.any(number, players);
        redis.gather(ZADD, BOARD, score(Crowd.gems(player) + 1 + number / players % 100), member(player));
        return 1;
    }

    private double rate(Way way, Asking asking, Duration time) throws InterruptedException {
        long begin = System.nanoTime();
        long[] done = new long[way.connections()];
        Thread[] clients = new Thread[way.connections()];
        for (int client = 0; client < clients.length; client++) {
            int own = client;
            long first = asked + client * 10_000_000L;
            clients[client] = Thread.ofPlatform().start(() -> {
                try (RedisConnection redis = new RedisConnection(port)) {
                    do {
                        int commands = 0;
                        for (int question = 0; question < way.depth(); question++) {
                            commands += asking.gather(redis, first + done[own] + question);
                        }
                        redis.send();
                        for (int answer = 0; answer < commands; answer++) {
                            redis.read();
                        }
                        done[own] += way.depth();
                    } while (System.nanoTime() - begin < time.toNanos());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        long all = 0;
        for (int client = 0; client < clients.length; client++) {
            clients[client].join();
            all += done[client];
        }
        asked += all;
        return all / ((System.nanoTime() - begin) / 1e9);
    }

    /** One question at a time; the neighbours of a player take a second one, for their ranks must be known. */
    private Latency latency(boolean around) throws IOException {
        int asking = 2_000;
        long[] nanos = new long[asking];
        try (RedisConnection redis = new RedisConnection(port)) {
            for (int i = -asking / 4; i < asking; i++) {
                long begin = System.nanoTime();
                long first = 0;
                long last = 99;
                if (around) {
                    redis.gather(RANK, BOARD, member(Crowd.any(i, players)));
                    redis.send();
                    long rank = redis.read();
                    first = Math.max(0, rank - 5);
                    last = rank + 5;
                }
                redis.gather(RANGE, BOARD, score(first), score(last), SCORES);
                redis.send();
                redis.read();
                if (i >= 0) {
                    nanos[i] = System.nanoTime() - begin;
                }
            }
        }
        return Latency.of(nanos);
    }

    private static byte[] member(int player) {
        return RedisConnection.member(Crowd.id(player));
    }

    private static byte[] score(long number) {
        return RedisConnection.word(String.valueOf(number));
    }

    private static long usedMemory(RedisConnection redis) throws IOException {
        String info = redis.text("INFO", "memory");
        Matcher used = USED.matcher(info);
        if (!used.find()) {
            throw new IllegalStateException("expected used_memory from Redis but got " + info);
        }
        return Long.parseLong(used.group(1));
    }
}
