package dev.gembourse.bench.settle;

import dev.gembourse.bench.command.Judged;
import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.bench.load.Draw;
import dev.gembourse.bench.measure.Rates;
import dev.gembourse.bench.peer.Peer;
import dev.gembourse.bench.peer.PeerRate;
import java.util.List;
import java.util.Map;

/**
 * What a measurement came to.
 *
 * @param peers what was measured beside settlement, one rate per peer and round
 * @param median trades per second of the first load in the median round
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
        List<Finding> broken)
        implements Judged {

    static Result of(
            Settings settings,
            Map<String, String> machine,
            List<Round> rounds,
            List<PeerRate> peers,
            List<Finding> broken) {
        Rates rates = ratesOf(rounds, settings.loads().getFirst());
        return new Result(
                settings,
                machine,
                List.copyOf(rounds),
                List.copyOf(peers),
                rates.median(),
                rates.spreadPercent(),
                List.copyOf(broken));
    }

    /** The rates of a peer in all rounds. */
    Rates ratesOf(Peer peer) {
        return Rates.of(peers.stream()
                .filter(rate -> rate.peer() == peer)
                .map(PeerRate::perSecond)
                .toList());
    }

    /** The rates of settlement under a load in all rounds. */
    Rates ratesOf(Draw load) {
        return ratesOf(rounds, load);
    }

    private static Rates ratesOf(List<Round> rounds, Draw load) {
        return Rates.of(rounds.stream()
                .filter(round -> round.load() == load)
                .map(Round::tradesPerSecond)
                .toList());
    }
}
