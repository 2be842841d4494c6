package dev.gembourse.chaos;

import dev.gembourse.bench.invariant.Finding;
import java.util.List;

/**
 * How a run ended.
 *
 * @param accepted commands that were acknowledged
 * @param repeated keys that were asked for again at the end
 * @param broken what did not hold; empty when everything did
 */
record Result(long seed, List<Tally> faults, int accepted, int repeated, List<Finding> broken) {

    /** What became of a fault: how often it happened, how often it failed to or was answered wrongly. */
    record Tally(String fault, int row, int times, int failed, String last) {
        Tally happened(String what) {
            return new Tally(fault, row, times + 1, failed, what);
        }

        Tally failed(String why) {
            return new Tally(fault, row, times, failed + 1, why);
        }
    }
}
