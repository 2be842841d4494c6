package dev.gembourse.bench.settle;

import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.bench.peer.Peer;
import dev.gembourse.bench.peer.PeerRate;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * What a measurement came to.
 *
 * @param peers what was measured beside settlement, one rate per peer and round
 * @param median trades per second in the median round
 * @param spreadPercent (fastest − slowest) / median of the rounds, in percent
 * @param broken the invariants that did not hold; a measurement with any of them is void
 */
record Result(
        Settings settings,
        Map<String, String> machine,
        List<Round> rounds,
        List<PeerRate> peers,
        double median,
        double spreadPercent,
        List<Finding> broken) {

    static Result of(
            Settings settings,
            Map<String, String> machine,
            List<Round> rounds,
            List<PeerRate> peers,
            List<Finding> broken) {
        double[] rates = sorted(rounds.stream().mapToDouble(Round::tradesPerSecond));
        double median = median(rates);
        return new Result(
                settings,
                machine,
                List.copyOf(rounds),
                List.copyOf(peers),
                median,
                spreadPercent(rates),
                List.copyOf(broken));
    }

    /** The rates of a peer in all rounds, slowest first. */
    double[] ratesOf(Peer peer) {
        return sorted(peers.stream().filter(rate -> rate.peer() == peer).mapToDouble(PeerRate::perSecond));
    }

    static double median(double[] sorted) {
        int n = sorted.length;
        return n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    static double spreadPercent(double[] sorted) {
        int n = sorted.length;
        return n == 0 ? 0 : (sorted[n - 1] - sorted[0]) / median(sorted) * 100;
    }

    private static double[] sorted(DoubleStream rates) {
        return rates.sorted().toArray();
    }
}
