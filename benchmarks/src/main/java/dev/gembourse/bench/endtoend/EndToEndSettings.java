package dev.gembourse.bench.endtoend;

import java.time.Duration;
import java.util.List;

/**
 * The size of a measurement.
 *
 * @param rates trades per second at which latencies are measured; half of the highest sustained rate comes in addition
 * @param step what to try as the highest rate: this, twice this, and so on
 * @param most the last to try
 * @param warmUp how long trades are sent as fast as they are accepted before the first round
 * @param window how long each rate lasts
 * @param besideBare whether the hops alone are measured at the same rates as well
 */
record EndToEndSettings(
        int accounts,
        int assets,
        int connections,
        int rounds,
        List<Integer> rates,
        int step,
        int most,
        Duration warmUp,
        Duration window,
        boolean besideBare) {

    static EndToEndSettings quick(boolean besideBare) {
        return new EndToEndSettings(
                200, 5, 8, 1, List.of(20), 50, 100, Duration.ofSeconds(1), Duration.ofSeconds(1), besideBare);
    }
}
