package dev.gembourse.bench.leaderboard;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Says in words what was measured. */
record Report(PrintWriter out) {

    private static final String COMPARED = """

            What is compared: the index is asked inside the process that holds it, as the service asks it, by a thread per core
            and by one. A rank is account id in, rank out, ties sharing a rank; a line is rank, name, gems and trades. Redis is
            asked over pipelined loopback connections, as many and as deep as served it best; a rank is ZREVRANK, a line ZREVRANK
            and ZSCORE, without a name. Its clients share the cores. So a ratio tells what keeping the board inside the service
            saves, not which of two sorted structures is better.
            """;

    void print(String what, int number, Round round) {
        out.printf(
                "round %d: %s %,.0f ranks/s (one: %,.0f), %,.0f lines/s (one: %,.0f), %,.0f updates/s,"
                        + " top 100 p99 %.1f µs, around p99 %.1f µs%n",
                number,
                what,
                round.ranks(),
                round.ranksOfOne(),
                round.lines(),
                round.linesOfOne(),
                round.updates(),
                round.top().p99Micros(),
                round.around().p99Micros());
        out.flush();
    }

    void print(Size size) {
        Loaded loaded = size.loaded();
        out.printf("%n%,d players, medians (least to greatest)%n", size.players());
        rates("index", size.rounds(), "all cores", "one core");
        Size.Beside redis = size.redis();
        if (redis == null) {
            out.println("  Redis is not installed (Debian: apt-get install redis-server): nothing to compare with");
        } else {
            rates("redis", redis.rounds(), "best", "one connection");
            out.printf(
                    "  ranks, index / redis: %.1f on all cores, %.1f on one; lines: %.1f and %.1f;"
                            + " Redis best over %d connections, %,d deep%n",
                    median(size.rounds(), Round::ranks) / median(redis.rounds(), Round::ranks),
                    median(size.rounds(), Round::ranksOfOne) / median(redis.rounds(), Round::ranks),
                    median(size.rounds(), Round::lines) / median(redis.rounds(), Round::lines),
                    median(size.rounds(), Round::linesOfOne) / median(redis.rounds(), Round::lines),
                    redis.way().connections(),
                    redis.way().depth());
        }
        out.printf(
                "  bytes per player: %.1f order and scores, %.1f ids, %.1f names; %.1f in the heap in all%s%n",
                loaded.boardBytes(),
                loaded.idBytes(),
                loaded.nameBytes(),
                loaded.heapBytes(),
                redis == null ? "" : "; Redis %.1f without names".formatted(redis.bytesPerPlayer()));
        out.printf(
                "  made from unordered players in %.2f s: %.2f s taking them over, %.2f s sorting%n",
                loaded.addSeconds() + loaded.sortSeconds(), loaded.addSeconds(), loaded.sortSeconds());
        out.flush();
    }

    private void rates(String what, List<Round> rounds, String all, String one) {
        rate(what, "ranks/s, " + all, rounds, Round::ranks);
        rate(what, "ranks/s, " + one, rounds, Round::ranksOfOne);
        rate(what, "lines/s, " + all, rounds, Round::lines);
        rate(what, "lines/s, " + one, rounds, Round::linesOfOne);
        rate(what, "updates/s", rounds, Round::updates);
        latencies(what, "top 100", rounds, Round::top);
        latencies(what, "5 around", rounds, Round::around);
    }

    private void rate(String what, String figure, List<Round> rounds, ToDoubleFunction<Round> rate) {
        Spread spread = Spread.of(rounds, rate);
        out.printf(
                "  %-6s %-27s %,12.0f (%,.0f to %,.0f)%n",
                what, figure, spread.median(), spread.least(), spread.greatest());
    }

    private void latencies(String what, String question, List<Round> rounds, Function<Round, Latency> latency) {
        out.printf(
                "  %-6s %-27s p50 %.1f µs, p99 %.1f µs%n",
                what,
                question,
                median(rounds, round -> latency.apply(round).p50Micros()),
                median(rounds, round -> latency.apply(round).p99Micros()));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return Spread.of(rounds, figure).median();
    }

    void print(Served served) {
        out.printf(
                "%nThe service with %,d players, %d trades/s flowing, asked %d times/s over HTTP:%n",
                served.players(), served.tradesPerSecond(), served.askedPerSecond());
        latency("top 1", served.first());
        latency("top 100", served.top());
        latency("5 around", served.around());
        out.printf(
                "  ready after %.1f s; after %.1f s with only those who trade: the rest is reading the tables%n%n",
                served.fullSeconds(), served.emptySeconds());
        machine(served.machine());
    }

    private void latency(String question, Latency latency) {
        out.printf(
                "  %-34s p50 %.2f ms, p99 %.2f ms%n",
                question, latency.p50Micros() / 1_000, latency.p99Micros() / 1_000);
    }

    private void machine(Map<String, String> facts) {
        facts.forEach((name, value) -> out.printf("%-30s %s%n", name, value));
        out.flush();
    }

    void print(Result result) {
        out.print(COMPARED);
        out.println();
        machine(result.machine());
    }
}
