package dev.gembourse.bench.edge;

import dev.gembourse.bench.edge.EdgeResult.Sample;
import dev.gembourse.bench.measure.Rates;
import java.io.PrintWriter;

/** Says in words what was measured. */
record EdgeReport(PrintWriter out) {

    void print(Sample sample) {
        out.printf(
                "round %d: %-9s %,10.0f /s%s%s%n",
                sample.round(),
                sample.way().label(),
                sample.perSecond(),
                sample.p50() == 0
                        ? ""
                        : ", p50 %.2f, p99 %.2f, p99.9 %.2f ms".formatted(sample.p50(), sample.p99(), sample.p999()),
                sample.cpuMicros() == 0 ? "" : ", %.1f CPU-µs of the server each".formatted(sample.cpuMicros()));
        out.flush();
    }

    void print(EdgeResult result) {
        out.printf("%n%-10s %10s %9s%n", "", "median/s", "spread");
        for (Way way : Way.values()) {
            Rates rates = result.ratesOf(way);
            out.printf(
                    "%-10s %,10.0f %8.1f%%  %s%n",
                    way.label(), rates.median(), rates.spreadPercent(), way.description());
        }
        ratio(result, Way.SINGLE, Way.EMPTY);
        ratio(result, Way.BATCH, Way.PRODUCER);
        price(result, Way.KEY);
        price(result, Way.TOKEN);
    }

    private void price(EdgeResult result, Way way) {
        out.printf(
                "%s − %s: %.1f CPU-µs of the gateway each%n",
                way.label(),
                Way.NOBODY.label(),
                result.cpuMicrosOf(way).median()
                        - result.cpuMicrosOf(Way.NOBODY).median());
    }

    private void ratio(EdgeResult result, Way one, Way other) {
        out.printf(
                "%s ÷ %s: %.2f%n",
                one.label(),
                other.label(),
                result.ratesOf(one).median() / result.ratesOf(other).median());
    }
}
