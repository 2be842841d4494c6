package dev.gembourse.bench.prices;

import java.time.Duration;

/**
 * The size of a measurement.
 *
 * @param trades per second, each waited for
 * @param ticksPerAsset per second
 * @param warmUp half of it trades alone as fast as they are accepted, then both as in a window
 * @param window how long each measurement lasts
 */
record PricesSettings(
        int accounts, int assets, int rounds, int trades, int ticksPerAsset, Duration warmUp, Duration window) {

    static final PricesSettings QUICK =
            new PricesSettings(200, 5, 1, 20, 4, Duration.ofSeconds(2), Duration.ofSeconds(2));
}
