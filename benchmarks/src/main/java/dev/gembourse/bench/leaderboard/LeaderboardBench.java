package dev.gembourse.bench.leaderboard;

import dev.gembourse.bench.leaderboard.Size.Beside;
import dev.gembourse.bench.measure.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures boards of several sizes, one after the other: the index in a JVM of its own and a sorted set of Redis with the same
 * players, a round of the one and a round of the other in turn. Neither does anything while the other is measured.
 *
 * @param window how long each rate is measured
 */
record LeaderboardBench(List<Integer> sizes, int rounds, Duration window, PrintWriter out) {

    Result run(Path home) throws IOException, InterruptedException {
        List<Size> measured = new ArrayList<>();
        for (int players : sizes) {
            Size size = measure(home, players);
            new Report(out).print(size);
            measured.add(size);
        }
        return new Result(Machine.facts(home), rounds, window.toMillis(), List.copyOf(measured));
    }

    private Size measure(Path home, int players) throws IOException, InterruptedException {
        try (IndexProcess index = new IndexProcess(home, players, window)) {
            say("%n%,d players: making the index", players);
            index.start();
            Loaded loaded = index.load();
            List<Round> own = new ArrayList<>();
            if (!RedisProcess.isInstalled()) {
                for (int round = 1; round <= rounds; round++) {
                    own.add(index(index, round));
                }
                return new Size(players, loaded, own, null);
            }
            try (RedisProcess redis = new RedisProcess(home)) {
                redis.start();
                RedisProbe probe = new RedisProbe(redis.port(), players, window);
                double bytes = probe.load(out);
                say("looking for the best way to ask Redis");
                RedisProbe.Way way = probe.findBestWay();
                List<Round> other = new ArrayList<>();
                for (int round = 1; round <= rounds; round++) {
                    own.add(index(index, round));
                    other.add(probe.round());
                    new Report(out).print("redis", round, other.getLast());
                }
                return new Size(players, loaded, own, new Beside(bytes, way, other));
            }
        }
    }

    private Round index(IndexProcess index, int number) {
        Round round = index.round();
        new Report(out).print("index", number, round);
        return round;
    }

    private void say(String format, Object... arguments) {
        out.printf(format + "%n", arguments);
        out.flush();
    }
}
