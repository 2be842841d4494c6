package dev.gembourse.bench.edge;

import java.time.Duration;

/**
 * The size of a measurement.
 *
 * @param connections to a gateway, each with one request at a time
 * @param warmUp how long single trades are sent before the first round; the other ways a quarter of that
 * @param window how long it is measured in every round
 */
record EdgeSettings(int accounts, int assets, int connections, int rounds, Duration warmUp, Duration window) {

    static final EdgeSettings QUICK = new EdgeSettings(200, 5, 4, 1, Duration.ofMillis(300), Duration.ofMillis(500));
}
