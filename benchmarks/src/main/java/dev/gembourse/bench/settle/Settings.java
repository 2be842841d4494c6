package dev.gembourse.bench.settle;

import dev.gembourse.bench.load.Draw;
import dev.gembourse.bench.peer.Peer;
import java.time.Duration;
import java.util.List;

/**
 * The size of a measurement.
 *
 * @param trades of one round and load; a quarter of it is settled before the first round, to warm up
 * @param loads each settled once in every round; the first is what everything is compared with
 * @param peers measured once in each round, after settlement
 * @param warmUp how long a peer settles before it is measured
 * @param window how long it is measured; warm-up and window must end before its trades do
 */
record Settings(
        int trades,
        int accounts,
        int assets,
        int rounds,
        long seed,
        List<Draw> loads,
        List<Peer> peers,
        Duration warmUp,
        Duration window) {

    static Settings quick(List<Draw> loads, List<Peer> peers) {
        return new Settings(4_000, 200, 5, 1, 42, loads, peers, Duration.ofMillis(200), Duration.ofSeconds(1));
    }
}
