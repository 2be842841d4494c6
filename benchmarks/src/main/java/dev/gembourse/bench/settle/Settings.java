package dev.gembourse.bench.settle;

import dev.gembourse.bench.peer.Peer;
import java.time.Duration;
import java.util.List;

/**
 * The size of a measurement.
 *
 * @param trades of one round
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
        List<Peer> peers,
        Duration warmUp,
        Duration window) {

    static Settings quick(List<Peer> peers) {
        return new Settings(4_000, 200, 5, 1, 42, peers, Duration.ofMillis(200), Duration.ofSeconds(1));
    }
}
