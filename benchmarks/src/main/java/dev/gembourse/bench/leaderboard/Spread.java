package dev.gembourse.bench.leaderboard;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The median of the rounds, with the least and the greatest. */
record Spread(double median, double least, double greatest) {

    static Spread of(List<Round> rounds, ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int n = sorted.length;
        return new Spread((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[0], sorted[n - 1]);
    }
}
