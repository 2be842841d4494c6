package dev.gembourse.bench.edge;

import dev.gembourse.bench.command.Judged;
import dev.gembourse.bench.http.Measured;
import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.bench.measure.Rates;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a measurement of the edge came to.
 *
 * @param broken the invariants that did not hold; a measurement with any of them is void
 */
record EdgeResult(Map<String, String> machine, List<Sample> samples, List<Finding> broken) implements Judged {

    /**
     * One way, once.
     *
     * @param perSecond trades accepted per second
     * @param cpuMicros processor time of a gateway, or of what stands in for it, per trade; 0 when it is not known
     * @param p50 and the following: milliseconds until a request was answered; 0 where there are no requests
     */
    record Sample(Way way, int round, double perSecond, double cpuMicros, double p50, double p99, double p999) {

        static Sample of(Way way, int round, Measured measured, int tradesPerRequest, double cpuMicros) {
            return new Sample(
                    way,
                    round,
                    measured.perSecond() * tradesPerRequest,
                    cpuMicros,
                    measured.millisAt(50),
                    measured.millisAt(99),
                    measured.millisAt(99.9));
        }
    }

    Rates ratesOf(Way way) {
        return of(way, Sample::perSecond);
    }

    Rates cpuMicrosOf(Way way) {
        return of(way, Sample::cpuMicros);
    }

    private Rates of(Way way, Function<Sample, Double> figure) {
        return Rates.of(samples.stream()
                .filter(sample -> sample.way() == way)
                .map(figure)
                .toList());
    }
}
