package dev.gembourse.bench.settle;

import dev.gembourse.bench.peer.Peer;
import java.util.List;

/**
 * The size of a measurement.
 *
 * @param trades of one round
 * @param peers measured once in each round, after settlement
 */
record Settings(int trades, int accounts, int assets, int rounds, long seed, List<Peer> peers) {

    static final Settings QUICK = new Settings(4_000, 200, 5, 1, 42, List.of());
}
